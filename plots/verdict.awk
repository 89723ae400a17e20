# SPDX-License-Identifier: MIT
# verdict.awk - which differences are real?

table == "verdict" && at["n"] == duel[at["question"]] && at["ratio"] != "-" {
	asked += !dueled[at["question"]]++
	if (at["a"] == at["b"]) {
		selves++
		selves_told += at["verdict"] != "none"
		verdict_noise = max(verdict_noise, at["floor"])
	} else {
		duels++
		duels_told += at["verdict"] != "none"
	}
	verdict_processes = max(verdict_processes, at["processes"])
}

END {
	if (duels) {
		# Of the chart: a question begins half a row lower.
		print "verdict_rows = " duels + selves + 0.5 * (asked - 1)
		text("verdict_title", grouped(duels_told) " of " \
			grouped(duels) " differences are real" (selves ? \
			"; " (selves_told ? selves_told : "none") " of " selves \
			" contenders differs from itself" : ""))
		text("verdict_sub", "Time in times of the question's " \
			"baseline, with 95 % interval; grey = the noise, " \
			"within which nothing counts as a difference")
		text("verdict_how", "median over up to " verdict_processes \
			" processes of the median ratio in a round; " \
			"bootstrap of processes, then rounds")
		text("verdict_alt", "Forest chart, log scale, of " duels \
			" ratios with their intervals: " duels_told \
			" are a difference, " (duels - duels_told) " are not.")
	}
}
