# SPDX-License-Identifier: MIT
#
# differences.awk - what compare.c found, for people.
#
#	awk -f differences.awk TABLE

BEGIN { FS = "\t" }
FNR == 1 { next }
{
	all++
	verdicts[$9]++
	if ($9 == "none") {
		because[$10]++
		next
	}
	change = $5 > 1 ? sprintf("%.2f× slower", $5) : \
		sprintf("%.2f× faster", 1 / $5)
	row[++rows] = sprintf("  %-9s %-28s %10d  %-14s %.2f–%.2f", $1, $4, $3, \
		change, $6, $7)
}
END {
	printf "\nB against A: %d slower, %d faster, %d no verdict, of %d\n", \
		verdicts["slower"], verdicts["faster"], verdicts["none"], all
	if (rows)
		printf "\n  %-9s %-28s %10s  %-14s %s\n", "question", \
			"contender", "n", "B is", "times A, 95 %"
	for (i = 1; i <= rows; i++)
		print row[i]
	if (verdicts["none"])
		print "\nNo verdict:"
	for (why in because)
		printf "  %4d  %s\n", because[why], why | "sort -rn"
}
