# SPDX-License-Identifier: MIT
# live.awk - what do many generators cost that are alive at the same time?

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
	text("live_names", names("live", "iterator stackless stackful"))
	text("live_alt", "Line chart, log scales, of time per resumption " \
		"against the number of live generators. " costs("live", 0))
}

END {
	if (timed("live", "stackful stackless iterator"))
		live_facts()
}
