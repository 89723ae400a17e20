# SPDX-License-Identifier: MIT
#
# forest.awk - the rows of verdict.gp: where, ratio, low, high, floor, verdict,
# label; and the question in its first row, else "-".
#
#	awk -f tables.awk -f forest.awk questions.tsv verdict.tsv [BEHIND]
#
# With BEHIND, the verdict.tsv of another run: where in the first one's chart
# its ratios belong; where, ratio.

table == "questions" { careful[at["question"]] = at["duel"] }
FNR == 2 && table == "verdict" { runs++ }
table == "verdict" && runs == 2 {
	behind[at["question"], at["b"], at["n"]] = at["ratio"]
	next
}
table == "verdict" && at["n"] == careful[at["question"]] && at["ratio"] != "-" {
	q = at["question"]
	if (!(q in rows_of))
		question[++questions] = q
	i = ++rows_of[q]
	if (at["a"] == at["b"]) {
		# The first of its question.
		for (k = i; k > 1; k--) {
			line[q, k] = line[q, k - 1]
			who[q, k] = who[q, k - 1]
		}
		i = 1
	}
	who[q, i] = q SUBSEP at["b"] SUBSEP at["n"]
	line[q, i] = at["ratio"] "\t" at["low"] "\t" at["high"] "\t" \
		at["floor"] "\t" at["verdict"] "\t" (at["a"] == at["b"] ? \
		at["label_a"] ", again" : at["label_b"])
}
END {
	for (q = 1; q <= questions; q++)
		for (k = 1; k <= rows_of[question[q]]; k++) {
			where = ++row + 0.5 * (q - 1)
			key = who[question[q], k]
			if (runs < 2)
				print where "\t" line[question[q], k] "\t" \
					(k == 1 ? question[q] : "-")
			else if (behind[key] > 0)
				print where "\t" behind[key]
		}
}
