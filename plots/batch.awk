# SPDX-License-Identifier: MIT
# batch.awk - how many values should one resumption hand over?

BEGIN { batch_near = 1.1 }

# The smallest batch that is near the fastest.
function batch_knee(c,   i, n, best) {
	for (i = 1; i <= sizes["batch", c]; i++) {
		n = size["batch", c, i]
		if (!best || per_item["batch", c, n] < best)
			best = per_item["batch", c, n]
	}
	for (i = 1; i <= sizes["batch", c]; i++) {
		n = size["batch", c, i]
		if (per_item["batch", c, n] <= batch_near * best)
			return n
	}
}

function batch_facts(   knee, one, gain, last, what) {
	knee = batch_knee("stackful")
	one = size["batch", "stackful", 1]
	last = size["batch", "stackful", sizes["batch", "stackful"]]
	gain = per_item["batch", "stackful", one] / \
		per_item["batch", "stackful", knee]
	what = apart("batch", "stackful", knee, "batch", "stackful", one)
	print "batch_knee = " knee
	print "batch_all = " last
	text("batch_title", what == "faster" ? "Batches of " grouped(knee) \
		" make a stackful generator " times(gain) " faster" : \
		what == "same" ? "Batches make no difference beyond the noise" \
		: "No verdict on batches: a stackful generator takes " \
		ns(per_item["batch", "stackful", one]) " for each value, " \
		"with batches of " grouped(knee) " " \
		ns(per_item["batch", "stackful", knee]))
	text("batch_sub", "Values per second through a generator that " \
		"yields batches, by their size; " grouped(items["batch", \
		"stackful", one]) " squares, then summed")
	text("batch_note", grouped(knee) " in a batch: within " \
		percent(batch_near - 1, 1) " of the best\n" \
		"with a buffer of " bytes(8 * knee))
	text("batch_last_note", "one batch of everything,\na buffer of " \
		bytes(8 * last))
	text("batch_alt", "Line chart of values per second against batch " \
		"size. Stackful: " ns(per_item["batch", "stackful", one]) \
		" per value one by one, " \
		ns(per_item["batch", "stackful", knee]) " in batches of " \
		grouped(knee) ".")
}

END {
	if (timed("batch", "stackful stackless eager"))
		batch_facts()
}
