# SPDX-License-Identifier: MIT
#
# reach.awk - the rows of targets.gp: row, value, low, high, most, verdict,
# "ours / other", the question in its first row, else "-", and what is said.
#
#	awk -f tables.awk -f reach.awk ratios.tsv [BEHIND]
#
# With BEHIND, the ratios.tsv of another run: row, its value in that row.  What
# has no value, or none that a log scale can show, has NaN there.

FNR == 2 { runs++ }
FNR > 1 {
	key = at["question"] SUBSEP at["n"] SUBSEP at["contender"] SUBSEP \
		at["against"] SUBSEP at["measure"]
}
FNR > 1 && runs == 2 {
	behind[key] = at["value"]
	next
}
FNR > 1 {
	key_of[++rows] = key
	line[rows] = shown(at["value"]) "\t" shown(at["low"]) "\t" \
		shown(at["high"]) "\t" shown(at["most"]) "\t" at["verdict"] \
		"\t" at["label"] (at["against"] == "-" ? "" : \
		" / " at["label_against"]) "\t" (at["question"] == last ? \
		"-" : at["question"]) "\t" said()
	last = at["question"]
}

function shown(x) {
	return x > 0 ? x : "NaN"
}

function said(   what, who) {
	what = at["measure"] == "time" ? "" : " " at["measure"]
	if (at["verdict"] == "missing") {
		split(at["why"], who, " ")
		return "missing: " who[1]
	}
	if (at["verdict"] == "none")
		return "not told: ≤ " at["most"] what
	return at["verdict"] ": " sprintf("%.4g", at["value"]) \
		(at["verdict"] == "met" ? " ≤ " : " > ") at["most"] what
}

END {
	for (i = 1; i <= rows; i++)
		if (runs < 2)
			print i "\t" line[i]
		else if (behind[key_of[i]] > 0)
			print i "\t" behind[key_of[i]]
}
