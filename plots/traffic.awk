# SPDX-License-Identifier: MIT
# traffic.awk - what does one and the same job cost as a pipeline, by hand, and
# in other languages?

function traffic_takes(c, n) {
	return ns(per_item["traffic", c, n])
}

# Quick runs do not ask those that have to start.
function traffic_facts(n,   python, awk) {
	python = known("traffic", "python", n)
	awk = known("traffic", "mawk", n) || known("traffic", "gawk", n)
	print "traffic_n = " n
	print "traffic_bars = " contenders["traffic"]
	text("traffic_title", "To add up a log's bytes takes " \
		traffic_takes("stages", n) " a line by stages, " \
		traffic_takes("loop", n) " by one loop" \
		(python ? ", " traffic_takes("python", n) " in Python" : ""))
	text("traffic_sub", "Time per line of a log of " bytes(n) \
		(awk ? ". Awk is a process of its own" : "") \
		(python ? ". Python's loop by its own clock" : ""))
	text("traffic_alt", "Bar chart, log scale, of the time per line. " \
		costs("traffic", n))
}

END {
	if (timed("traffic", "stages loop", 1))
		traffic_facts(common("traffic"))
}
