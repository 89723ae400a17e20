# SPDX-License-Identifier: MIT
# nest.awk - what does it cost to yield through many generators?

function nest_facts(   many, what, all) {
	many = size["nest", "stackful", sizes["nest", "stackful"]]
	what = against("nest", "stackful", "shallow", many)
	text("nest_title", what == "same" ? "A value takes as long from " \
		grouped(many) " generators deep as from one" : \
		what != "unknown" ? "From " grouped(many) \
		" generators deep a value takes " \
		times(ratio("nest", "stackful", "shallow", many)) \
		" as long as from one" : "A value takes " \
		ns(per_item["nest", "stackful", many]) " from " \
		grouped(many) " generators deep, " \
		ns(per_item["nest", "shallow", many]) " from one")
	all = names("nest", "stackful stackless")
	sub(/ shallow/, "", all)        # in one of them, whatever n is
	text("nest_sub", "Time for each square that comes through n " \
		"generators, each of which yields from the next")
	text("nest_names", all)
	text("nest_alt", "Line chart, log scales, of time per square " \
		"against the depth. " costs("nest", 0))
}

END {
	if (timed("nest", "stackful stackless shallow"))
		nest_facts()
}
