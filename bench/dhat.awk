# SPDX-License-Identifier: MIT
#
# dhat.awk - DHAT's summary to a line of dhat.tsv.
#
#	valgrind --tool=dhat ... 2>&1 >/dev/null |
#		awk -v contender=eager -v stack=BYTES -f dhat.awk

function number(text) {
	gsub(/,/, "", text)
	return text + 0
}

/^==[0-9]+== Total: / { total = number($3); blocks = number($6) }
/^==[0-9]+== At t-gmax: / { peak = number($4); held = number($7) }
/^==[0-9]+== Reads: / { read = number($3) }
/^==[0-9]+== Writes: / { written = number($3); complete = 1 }
END {
	if (!complete) {
		print "dhat.awk: no summary of DHAT" | "cat 1>&2"
		exit 1
	}
	OFS = "\t"
	print contender, total, blocks, peak, held, read, written, stack
}
