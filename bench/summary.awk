# SPDX-License-Identifier: MIT
#
# summary.awk - samples to medians and quartiles, one line per contender and n.
#
#	awk -f summary.awk samples.tsv samples.tsv > time.tsv
#
# Reads its input twice: first for the fastest canary, then for the samples.
# A sample is quiet if its canary was at most 1.10 times the fastest one.  In a
# run where most samples are quiet, a line is made from the quiet ones alone
# (if there are at least 5); in any other, from all, so that one chart never
# mixes lines of the two kinds without need.

BEGIN { FS = OFS = "\t"; OFMT = "%.2f"; CONVFMT = "%.9g" }

FNR == 1 { pass++ }
FNR == 1 && $8 != "cpu_ns" {
	print "summary.awk: " FILENAME ": not a table of samples" | "cat 1>&2"
	failed = 1
	exit 1
}
FNR == 1 { next }

pass == 1 {
	if (!fastest || $10 < fastest)
		fastest = $10
	next
}

{
	key = $1 OFS $2 OFS $3
	if (!(key in samples))
		name[++keys] = key
	i = ++samples[key]
	cpu[key, i] = $8
	wall[key, i] = $9
	calm[key, i] = $10 <= 1.10 * fastest
	quiet[key] += calm[key, i]
	all_quiet += calm[key, i]
	all_samples++
	faults[key] += $11
	items[key] = $6
	memory[key] = $14 OFS $15
	who[key] = $16 OFS $17
}

# The k-th quartile of list[1..n], sorted: linear between neighbours.
function quartile(list, n, k,   at, low) {
	at = 1 + (n - 1) * k / 4
	low = int(at)
	if (low == n)
		return list[n]
	return list[low] + (at - low) * (list[low + 1] - list[low])
}

function sort(list, n,   i, j, held) {
	for (i = 2; i <= n; i++) {
		held = list[i]
		for (j = i - 1; j > 0 && list[j] > held; j--)
			list[j + 1] = list[j]
		list[j + 1] = held
	}
}

# Gather what is to be used of from[key, ...] into list[1..], sorted.
function choose(from, key, list,   i, n, all) {
	split("", list)
	all = quiet[key] < 5 || all_quiet < all_samples / 2
	for (i = 1; i <= samples[key]; i++)
		if (all || calm[key, i])
			list[++n] = from[key, i]
	sort(list, n)
	return n
}

END {
	if (failed)
		exit 1
	print "question", "contender", "n", "items", "samples", "quiet",
		"q1_ns", "median_ns", "q3_ns", "wall_ns", "faults",
		"allocations", "peak_B", "role", "label"
	fflush()
	sorted = "sort -t '\t' -k 1,1 -k 2,2 -k 3,3n"
	for (k = 1; k <= keys; k++) {
		key = name[k]
		n = choose(wall, key, list)
		wall_ns = quartile(list, n, 2)
		n = choose(cpu, key, list)
		print key, items[key], samples[key], quiet[key],
			quartile(list, n, 1), quartile(list, n, 2),
			quartile(list, n, 3), wall_ns,
			faults[key] / samples[key], memory[key], who[key] | sorted
	}
}
