# SPDX-License-Identifier: MIT
# load.awk - what does a loader cost that has next to nothing to load?

function load_facts(   n, more) {
	n = common("load")
	n = known("load", "loader", 256) ? 256 : n
	more = per_item["load", "worker", n] / per_item["load", "loader", n]
	text("load_title", "Where a sample is a number, a worker makes " \
		"loading " (more > 1 ? times(more) " slower" : \
		times(1 / more) " faster"))
	text("load_sub", "Time per number, " grouped(items["load", "loader", \
		n]) " of them from an array, loaded and summed, by how many " \
		"are in a batch")
	text("load_alt", "Line chart, log scales, of time per number against " \
		"the size of a batch. With " grouped(n) " in a batch: " \
		costs("load", n))
}

END {
	if (timed("load", "loop array loader shuffled ring worker workers"))
		load_facts()
}
