# SPDX-License-Identifier: MIT
#
# forest.awk - the rows of verdict.gp: where, ratio, low, high, floor, verdict,
# label; and the question in its first row, else "-".
#
#	awk -f tables.awk -f forest.awk questions.tsv verdict.tsv

table == "questions" { careful[at["question"]] = at["duel"] }
table == "verdict" && at["n"] == careful[at["question"]] && at["ratio"] != "-" {
	q = at["question"]
	if (!(q in rows_of))
		question[++questions] = q
	i = ++rows_of[q]
	if (at["a"] == at["b"]) {
		# The first of its question.
		for (k = i; k > 1; k--)
			line[q, k] = line[q, k - 1]
		i = 1
	}
	line[q, i] = at["ratio"] "\t" at["low"] "\t" at["high"] "\t" \
		at["floor"] "\t" at["verdict"] "\t" (at["a"] == at["b"] ? \
		at["label_a"] ", again" : at["label_b"])
}
END {
	for (q = 1; q <= questions; q++) {
		for (k = 1; k <= rows_of[question[q]]; k++)
			print ++row + 0.5 * (q - 1) "\t" \
				line[question[q], k] "\t" \
				(k == 1 ? question[q] : "-")
	}
}
