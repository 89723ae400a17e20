# SPDX-License-Identifier: MIT
#
# bars.awk - time per value as bars of text, longest last.
#
#	awk -v n=100000 -f bars.awk time.tsv
#
# On a log scale: the bars of a loop and of a system call differ by a thousand.

BEGIN { FS = "\t"; split("▏ ▎ ▍ ▌ ▋ ▊ ▉", part, " ") }
FNR > 1 && $1 == "squares" && $3 == n {
	for (i = ++count; i > 1 && value[i - 1] > $8 / $4; i--) {
		value[i] = value[i - 1]
		label[i] = label[i - 1]
	}
	value[i] = $8 / $4
	label[i] = $15
}
function bar(x,   eighths, out) {
	eighths = int(8 * 40 * log(2 * x / value[1]) / \
		log(2 * value[count] / value[1]))
	for (; eighths >= 8; eighths -= 8)
		out = out "█"
	return out part[eighths]
}
END {
	for (i = 1; i <= count; i++)
		printf "  %-22s %s %s ns\n", label[i], bar(value[i]),
			sprintf(value[i] < 9.95 ? "%.2f" : "%.0f", value[i])
}
