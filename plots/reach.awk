# SPDX-License-Identifier: MIT
#
# reach.awk - the rows of targets.gp: row; value, low and high, in times of its
# target; verdict; who is compared; the question in its first
# row, with n if there are several, else "-"; and what is said.
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
	behind[key] = shown(at["value"])
	next
}
FNR > 1 {
	key_of[++rows] = key
	line[rows] = shown(at["value"]) "\t" edge("low") "\t" edge("high") \
		"\t" at["verdict"] "\t" compared()
	question[rows] = at["question"]
	n[rows] = at["n"]
	sizes[at["question"]] += !seen[at["question"], at["n"]]++
	words[rows] = said()
}

# What is counted has no interval.
function edge(which) {
	return shown(at[at[which] == "-" ? "value" : which])
}

function shown(x) {
	return x > 0 && at["most"] > 0 ? x / at["most"] : "NaN"
}

function said(   who) {
	if (at["verdict"] == "missing") {
		split(at["why"], who, " ")
		return "missing: " who[1]
	}
	if (at["verdict"] == "none")
		return "not told: ≤ " amount(at["most"]) unit_of()
	return at["verdict"] ": " amount(at["value"]) \
		(at["verdict"] == "met" ? " ≤ " : " > ") amount(at["most"]) \
		unit_of()
}

function heading(i) {
	if (question[i] == question[i - 1] && n[i] == n[i - 1])
		return "-"
	return question[i] (sizes[question[i]] > 1 ? ", " n[i] : "")
}

END {
	for (i = 1; i <= rows; i++)
		if (runs < 2)
			print i "\t" line[i] "\t" heading(i) "\t" words[i]
		else if (behind[key_of[i]] > 0)
			print i "\t" behind[key_of[i]]
}
