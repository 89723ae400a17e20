# SPDX-License-Identifier: MIT
# crossover.awk - where does lazy overtake the list?

# Walks over the sizes that both were asked for, and notes the changes of
# lead: crossings of them, the last at "cross" with "before" it.
function compare(q, a, b,   i, n, now, lead, was, what) {
	crossings = cross = before = ties = unknown = 0
	least = most = last = 0
	for (i = 1; i <= sizes[q, a]; i++) {
		n = size[q, a, i]
		if (!known(q, b, n))
			continue
		what = against(q, a, b, n)
		if (what == "same" || what == "unknown") {
			ties += what == "same"
			unknown += what == "unknown"
			doubt = what == "unknown" ? because(q, b, n) : doubt
			continue
		}
		now = ratio(q, a, b, n)
		lead = what == "slower" ? b : a
		if (was && lead != was) {
			crossings++
			cross = n
			before = last
		}
		was = lead
		least = !least || now < least ? now : least
		most = now > most ? now : most
		last = n
		end_ratio = now
	}
	leader = was
}

function crossover_title(q, a, b,   where) {
	if (leader && 2 * unknown > sizes[q, a])
		return "Where a list and lazy cross is not known: no verdict " \
			"at " unknown " of " sizes[q, a] " N (" doubt ")"
	if (!leader && unknown)
		return "No verdict between a list and lazy: " doubt
	if (!leader)
		return "A list and lazy take the same time within the noise " \
			"at every N measured"
	where = unknown ? "wherever there is a verdict" : ties ? \
		"wherever they differ by more than the noise" : \
		"at every N measured"
	if (!crossings && leader == b)
		return "Lazy is faster than a list " where ", by " \
			times(least) " to " times(most)
	if (!crossings)
		return "A list is faster than lazy " where ", by " \
			times(1 / most) " to " times(1 / least)
	if (leader == a)
		return "No lasting crossover: at N = " grouped(last) \
			", the list is " times(1 / end_ratio) \
			" faster than lazy"
	return (crossings > 1 ? "The lead changes " crossings \
		" times, last after N = " : "The list wins up to N = ") \
		grouped(before) "; at " grouped(last) ", lazy is " \
		times(end_ratio) " faster"
}

# The cause is what the page faults say: does the list get new pages from the
# crossing on, and not before?
function crossover_note(q, a,   fresh) {
	if (!crossings || leader == a)
		return ""
	fresh = faults[q, a, cross] > 1 / 1024 && \
		faults[q, a, cross] > 3 * faults[q, a, before]
	return fresh ? "a list of " bytes(8 * cross) \
		": every call gets fresh pages\n" \
		"from the kernel, a page fault per " \
		grouped(1 / faults[q, a, cross]) " items" : \
		"not for its page faults: " \
		sprintf("%.4f", faults[q, a, cross]) " per item,\n" \
		sprintf("%.4f", faults[q, a, before]) " before"
}

END {
	if (timed("squares", "loop eager stackless stackful")) {
		compare("squares", "eager", "stackless")
		print "crossover_n = " \
			(crossings && leader == "stackless" ? cross : 0)
		text("crossover_title", \
			crossover_title("squares", "eager", "stackless"))
		text("crossover_note", crossover_note("squares", "eager"))
		text("crossover_sub", "Time per item to sum N squares: build " \
			"the whole list and add it up, or pull one value at " \
			"a time")
		text("crossover_alt", "Line chart of time per item against " \
			"N, both on log scales. " costs("squares", 0))
	}
}
