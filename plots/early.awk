# SPDX-License-Identifier: MIT
# early.awk - what does it save to stop early?

# Up to which n lazy wins against computing all there is; 0: nowhere.
function early_limit(q,   i, n, limit) {
	for (i = 1; i <= sizes[q, "stackless"]; i++) {
		n = size[q, "stackless", i]
		if (slower(q, "eager", "stackless", n) <= 0)
			break
		limit = n
	}
	return limit + 0
}

function early_sentence(q, what,   least, all, limit) {
	least = size[q, "stackless", 1]
	all = size[q, "stackless", sizes[q, "stackless"]]
	limit = early_limit(q)
	if (!limit)
		return what ": lazy is never faster than the list"
	if (limit == all)
		return what ": lazy is faster even if all " grouped(all) \
			" are needed"
	return what ": lazy is " times(ratio(q, "eager", "stackless", least)) \
		" faster if " grouped(least) " of " grouped(all) \
		" decides it, and faster up to " grouped(limit)
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
