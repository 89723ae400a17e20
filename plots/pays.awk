# SPDX-License-Identifier: MIT
# pays.awk - from when on does it pay to load ahead, in another thread?

# The first size from which on a worker is faster than taking turns; 0: none.
function pays_from(   i, n, from) {
	for (i = 1; i <= sizes["overlap", "worker"]; i++) {
		n = size["overlap", "worker", i]
		if (per_item["overlap", "worker", n] >= \
				per_item["overlap", "turns", n])
			from = 0
		else if (!from)
			from = n
	}
	return from
}

# What loading one sample takes: half of taking turns.
function pays_load(n) {
	return ns(per_item["overlap", "turns", n] / 2)
}

function pays_facts(   least, most, from) {
	least = size["overlap", "turns", 1]
	most = size["overlap", "turns", sizes["overlap", "turns"]]
	from = pays_from()
	text("pays_title", from ? "A worker pays for samples that take " \
		pays_load(from) " or more to load" : "A worker saves no " \
		"time here, however long a sample takes to load")
	text("pays_sub", "Time per sample, one in a batch; it takes as long " \
		"to load as to use")
	text("pays_alt", "Line chart, log scales, of time per sample " \
		"against the steps to load it. " costs("overlap", least) \
		costs("overlap", most))
}

END {
	if (timed("overlap", "ideal turns worker workers"))
		pays_facts()
}
