# SPDX-License-Identifier: MIT
# counts.awk - exact counts: resumptions three times, and instructions.

table == "calls" && at["called"] != "-" {
	calls_n = at["n"]
	called[at["contender"]] = at["called"]
	counted[at["contender"]] = at["counted"]
}
table == "twin" {
	twin_resumed = at["resumed"]
	twin_calls = at["calls"]
	twin_n = at["n"]
}

function counts_facts(   c, right, wrong) {
	for (c in called)
		if (called[c] == calls_n + 1 && counted[c] == calls_n + 1)
			right = right (right ? " and " : "") c
		else
			wrong = wrong " " c ": callgrind " called[c] \
				", library " counted[c] "."
	text("calls_title", wrong ? "The counts of resumptions do not agree:" \
		wrong : "Summing " grouped(calls_n) " squares resumes a " \
		"generator exactly " grouped(calls_n + 1) " times, by " \
		"callgrind's count and by the library's" \
		(twin_n == calls_n ? twin_resumed == calls_n + 1 ? \
		", and so says Python's profiler of the tutorial's (with " \
		grouped(twin_calls) " function calls in all)" : \
		"; Python's profiler says " grouped(twin_resumed) : ""))
}

END {
	if (calls_n)
		counts_facts()
}
