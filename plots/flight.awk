# SPDX-License-Identifier: MIT
# flight.awk - how many batches there are at once.

table == "flight" {
	p = at["prefetch"] + 0
	if (!(p in flight_most))
		flight_sets = flight_sets (p ? (flight_sets ? " " : "") p : "")
	flight_most[p] = max(flight_most[p], at["batches"])
	flight_end[p] = at["at_ns"]
	if (at["batches"] == flight_most[p] && !((p, flight_most[p]) in flight_at))
		flight_at[p, flight_most[p]] = at["at_ns"]
}

# Was none of them ever above prefetch + 1?
function flight_bounded(   i, n, p) {
	n = split(flight_sets, p, " ")
	for (i = 1; i <= n; i++)
		if (flight_most[p[i]] > p[i] + 1)
			return 0
	return n > 0
}

function flight_facts(   i, n, p, list) {
	n = split(flight_sets, p, " ")
	print "flight_eager = " flight_most[0]
	print "flight_eager_at = " flight_at[0, flight_most[0]]
	text("flight_sets", flight_sets)
	for (i = 1; i <= n; i++) {
		print "flight_most_" p[i] " = " flight_most[p[i]]
		list = list "; prefetch " p[i] ": at most " flight_most[p[i]]
	}
	text("flight_title", "All at once, " flight_most[0] " batches are in " \
		"memory; a loader never holds more than its prefetch and one" \
		(flight_bounded() ? "" : " — but here it did"))
	text("flight_sub", "Batches from when they begin to be loaded until " \
		"they have been used; loading is faster than using")
	text("flight_alt", "Step chart of batches in memory over time. Eager: " \
		"at most " flight_most[0] list ".")
}

END {
	if (flight_most[0] && flight_sets)
		flight_facts()
}
