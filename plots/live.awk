# SPDX-License-Identifier: MIT
# live.awk - what do many generators cost that are alive at the same time?

table == "rss" && at["question"] == "live" {
	c = at["contender"]
	alive[c, ++alives[c]] = at["n"]
	alive_B[c, alives[c]] = at["peak_B"]
}

# Resident bytes of each, from the two largest numbers of them.
function each_holds(c,   k) {
	k = alives[c]
	return (alive_B[c, k] - alive_B[c, k - 1]) / \
		(alive[c, k] - alive[c, k - 1])
}

function live_facts(   few, many, what, all) {
	few = size["live", "stackful", 2]
	many = size["live", "stackful", sizes["live", "stackful"]]
	all = size["live", "stackless", sizes["live", "stackless"]]
	what = apart("live", "stackful", many, "live", "stackful", few)
	text("live_title", what == "slower" ? "Among " grouped(many) \
		" alive, resuming a stackful generator takes " \
		times(per_item["live", "stackful", many] / \
		per_item["live", "stackful", few]) " as long as among " few : \
		what == "same" ? "Resuming takes as long among " grouped(many) \
		" alive as among " few : "Resuming a stackful generator takes " \
		ns(per_item["live", "stackful", few]) " among " few \
		" alive, " ns(per_item["live", "stackful", many]) " among " \
		grouped(many))
	text("live_sub", "Time to resume one of n generators that are " \
		"alive, each in its turn" (many < all ? "; no more than " \
		grouped(many) " stackful ones are asked for" : ""))
	if (alives["stackful"] > 1 && alives["stackless"] > 1) {
		text("bytes_title", "A live generator holds " \
			bytes(each_holds("stackful")) " of memory with a " \
			"stack of its own, " bytes(each_holds("stackless")) \
			" without")
		text("live_note", "holds " bytes(each_holds("stackful")))
		text("live_less_note", "holds " bytes(each_holds("stackless")))
	} else {
		text("live_note", "")
		text("live_less_note", "")
	}
	text("live_alt", "Line chart, log scales, of time per resumption " \
		"against the number of live generators. " costs("live", 0))
}

END {
	if (timed("live", "stackful stackless iterator"))
		live_facts()
}
