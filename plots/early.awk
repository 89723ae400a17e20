# SPDX-License-Identifier: MIT
# early.awk - what does it save to stop early?

# Up to which n lazy wins against computing all there is, without a gap.
function early_limit(q,   i, n, limit) {
	for (i = 1; i <= sizes[q, "stackless"]; i++) {
		n = size[q, "stackless", i]
		if (against(q, "eager", "stackless", n) != "slower")
			break
		limit = n
	}
	return limit + 0
}

function early_sentence(q, what,   least, all, limit) {
	least = size[q, "stackless", 1]
	all = size[q, "stackless", sizes[q, "stackless"]]
	limit = early_limit(q)
	if (against(q, "eager", "stackless", least) == "unknown")
		return what ": no verdict: " because(q, "stackless", least)
	if (!limit)
		return what ": lazy is not faster than the list even if " \
			grouped(least) " of " grouped(all) " decides it"
	return what ": lazy is " times(ratio(q, "eager", "stackless", least)) \
		" faster if " grouped(least) " of " grouped(all) \
		" decides it, and faster up to " (limit == all ? "all of " \
		"them" : grouped(limit))
}

END {
	if (timed("first", "eager stackless stackful")) {
		print "early_limit = " early_limit("first")
		print "early_all = " \
			size["first", "eager", sizes["first", "eager"]]
		print "early_list = " per_item["first", "eager", 1]
		text("early_note", "computes all " grouped(size["first", \
			"eager", sizes["first", "eager"]]) " before it looks " \
			"at the first")
		text("early_title", early_sentence("first", "First match"))
		text("early_sub", "Time to find the first match among " \
			grouped(size["first", "eager", \
			sizes["first", "eager"]]) " squares, by where it is: " \
			"in a list of all, or asking for one after the other")
		text("early_alt", "Line chart, log scales, of time against " \
			"the place of the match. " \
			early_sentence("first", "First match") ".")
	}
	if (timed("any", "eager stackless"))
		text("any_title", early_sentence("any", "any()"))
	if (timed("take", "eager stackless"))
		text("take_title", early_sentence("take", "take"))
}
