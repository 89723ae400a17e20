# SPDX-License-Identifier: MIT
#
# exact.awk - what should be the same in two runs, to the byte, and is not.
#
#	awk -f exact.awk A/env.json B/env.json
#	awk -f exact.awk A/time.tsv B/time.tsv

BEGIN {
	FS = "\t"
	# Differ by nature, or are compared otherwise.
	split("date seconds canary_ns load steal_before steal_after canary_spread " \
		"preempted_per_ms wall_per_cpu changed_files", skip, " ")
	for (i in skip)
		ignore[skip[i]]
	split("allocations peak_B called counted instructions", count, " ")
	for (i in count)
		exact[count[i]]
}
FNR == 1 { side++ }
/^ *"/ {
	key = $0
	sub(/^ *"/, "", key)
	sub(/".*/, "", key)
	value = $0
	sub(/^[^:]*: "/, "", value)
	sub(/",?$/, "", value)
	compare("", key, value)
	next
}
/^[{}]/ { next }
FNR == 1 {
	for (i = 1; i <= NF; i++)
		name[i] = $i
	next
}
{
	who = $1 " " $2
	for (i = 1; i <= NF; i++) {
		if (name[i] == "n")
			who = who " " $i
		if (name[i] in exact)
			compare(who, name[i], $i)
	}
}

function compare(who, key, value) {
	if (key in ignore)
		return
	if (side == 1) {
		old[who, key] = value
		known[who, key]
	} else if (((who, key) in known) && old[who, key] != value) {
		if (!told++)
			print who ? "\nExact counts that differ:" : \
				"\nMeasured differently:"
		print "  " who (who ? " " : "") key ": " old[who, key] \
			" -> " value
	}
}
