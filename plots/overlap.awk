# SPDX-License-Identifier: MIT
# overlap.awk - who works when: a loader's workers and their consumer.

table == "timeline" {
	w = at["workers"] + 0
	overlap_end[w] = max(overlap_end[w], at["to_ns"])
	overlap_spans[at["does"], ++overlap_count[at["does"]]] = \
		at["to_ns"] - at["from_ns"]
	if (at["does"] == "use")
		overlap_used[w]++
}

function overlap_median(what,   i, list) {
	for (i = 1; i <= overlap_count[what]; i++)
		list[i] = overlap_spans[what, i]
	sort(list, overlap_count[what])
	return ns(list[int((overlap_count[what] + 1) / 2)])
}

# What w workers make of it, against none.
function overlap_gain(w,   gain) {
	gain = overlap_end[0] / overlap_end[w]
	return ns(overlap_end[w]) (w == 0 ? "" : gain > 1.05 ? ": " \
		times(gain) " as fast" : ": no faster")
}

function overlap_times() {
	return ns(overlap_end[0]) " by turns, " ns(overlap_end[1]) \
		" with one worker, " ns(overlap_end[2]) " with two"
}

function overlap_facts(   w) {
	for (w = 0; w <= 2; w++) {
		print "overlap_end_" w " = " overlap_end[w]
		text("overlap_note_" w, overlap_gain(w))
	}
	text("overlap_title", overlap_end[0] > 1.05 * overlap_end[2] ? \
		"Loading overlaps computing: " overlap_times() : \
		"Here workers gained nothing: " overlap_times())
	text("overlap_sub", "Who works when on " \
		overlap_used[0] " batches: loading one takes " \
		overlap_median("load") ", using it " overlap_median("use") \
		"; numbers are those of batches")
	text("overlap_alt", "Timeline of " overlap_used[0] " batches. " \
		"Without workers loading and using take turns: " \
		ns(overlap_end[0]) ". With one worker they overlap: " \
		ns(overlap_end[1]) ". With two, two batches are loaded at " \
		"a time: " ns(overlap_end[2]) ".")
}

END {
	if (overlap_used[0] && overlap_used[1] && overlap_used[2])
		overlap_facts()
}
