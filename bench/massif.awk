# SPDX-License-Identifier: MIT
#
# massif.awk - a massif file to TSV: contender, instructions, heap in bytes.
#
#	awk -v contender=eager -f massif.awk massif.out >> heap.tsv
#
# The allocator's own bookkeeping (mem_heap_extra) counts as heap.

BEGIN { FS = "="; OFS = "\t" }
FNR == 1 { whole = /^desc:/ }
/^time_unit:/ && !/ i$/ {
	print "massif.awk: time is not in instructions" | "cat 1>&2"
	exit 1
}
/^time=/ { time = $2 }
/^mem_heap_B=/ { heap = $2 }
/^mem_heap_extra_B=/ { print contender, time, heap + $2 }
# A snapshot ends with its tree of allocations, or with "empty".
{ last = $1 }
END {
	if (!whole || last != "heap_tree" && last !~ /^ *n0: /) {
		print "massif.awk: cut short: not a massif file" | "cat 1>&2"
		exit 1
	}
}
