# SPDX-License-Identifier: MIT
#
# bars.awk - time per item of a question, or what each item holds, as bars of
# text, longest last.
#
#	awk -v question=squares -v n=1000 -f tables.awk -f bars.awk time.tsv
#	awk -v question=live -v n=1000 -f tables.awk -f bars.awk holds.tsv
#
# On a log scale: the bars of a loop and of a system call differ by a thousand.

BEGIN { split("▏ ▎ ▍ ▌ ▋ ▊ ▉", part, " ") }
at["question"] == question && at["n"] == n {
	now = table == "holds" ? at["held_B"] / n : at["median_ns"] / at["items"]
	for (k = ++count; k > 1 && value[k - 1] > now; k--) {
		value[k] = value[k - 1]
		label[k] = label[k - 1]
	}
	value[k] = now
	label[k] = at["label"]
}
function bar(x,   eighths, out) {
	eighths = int(8 * 40 * log(2 * x / value[1]) / \
		log(2 * value[count] / value[1]))
	for (; eighths >= 8; eighths -= 8)
		out = out "█"
	return out part[eighths]
}
END {
	for (k = 1; k <= count; k++)
		printf "  %-22s %s %s %s\n", label[k], bar(value[k]),
			sprintf(value[k] < 9.95 ? "%.2f" : "%.0f", value[k]),
			table == "holds" ? "bytes" : "ns"
}
