# SPDX-License-Identifier: MIT
#
# three.awk - three runs of one program to a line of rss.tsv.
#
#	awk -v who=... -v what=... -f three.awk
#
# Reads what rss.c prints; medians, each column by itself, and for memory and
# CPU time the least and the most.

BEGIN { FS = "\t" }
{
	for (i = 1; i <= 4; i++)
		list[i, NR] = $i
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
	if (NR != 3) {
		print "three.awk: " NR " runs of " who | "cat 1>&2"
		exit 1
	}
	for (i = 1; i <= 4; i++)
		sort(i)
	print who, list[1, 2], list[1, 1], list[1, 3], list[2, 2], \
		list[3, 2], list[3, 1], list[3, 3], list[4, 2], what
}
