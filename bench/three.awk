# SPDX-License-Identifier: MIT
#
# three.awk - three runs of one program to a line of rss.tsv.
#
#	awk -v who=... -v what=... -v answer=... -f three.awk
#
# Reads what rss.c prints; refuses a program that did not answer so each time; medians, each column by itself, and for memory and
# CPU time the least and the most.

BEGIN { FS = "\t" }
{
	for (i = 1; i <= 4; i++)
		list[i, NR] = $i
	right += $5 == answer
}

function sort(i,   a, b, held) {
	for (a = 2; a <= 3; a++)
		for (b = a; b > 1 && list[i, b - 1] + 0 > list[i, b] + 0; b--) {
			held = list[i, b]
			list[i, b] = list[i, b - 1]
			list[i, b - 1] = held
		}
}

END {
	if (right != 3) {
		gsub(/\t/, " ", who)
		print who ": error: " right " of 3 programs gave the right " \
			"answer" | "cat 1>&2"
		exit 1
	}
	for (i = 1; i <= 4; i++)
		sort(i)
	print who, list[1, 2], list[1, 1], list[1, 3], list[2, 2], \
		list[3, 2], list[3, 1], list[3, 3], list[4, 2], what
}
