# SPDX-License-Identifier: MIT
# rows.awk - what reading a file costs whole programs, by the size of the file.

BEGIN { rows_names = "eager lines generator" } # the title's, then all others
table == "rss" && at["question"] == "rows" {
	key = at["contender"] SUBSEP at["n"]
	rows_cpu[key] = at["cpu_s"]
	rows_low[key] = at["cpu_low_s"]
	rows_high[key] = at["cpu_high_s"]
	if (index(" " rows_names " ", " " at["contender"] " ") == 0)
		rows_names = rows_names " " at["contender"]
	rows_label[at["contender"]] = at["label"]
	rows_most = max(rows_most, at["n"])
	if (!rows_least || at["n"] < rows_least)
		rows_least = at["n"]
}

# Whole programs run three times only: one is faster than another if each of
# its runs was.
function rows_against(c, n) {
	if (rows_low["eager", n] > rows_high[c, n])
		return times(rows_cpu["eager", n] / rows_cpu[c, n]) " less CPU time than a list"
	if (rows_high["eager", n] < rows_low[c, n])
		return times(rows_cpu[c, n] / rows_cpu["eager", n]) " more CPU time than a list"
	return "about as much CPU time as a list: " \
		rows_range(c, n) " and " rows_range("eager", n)
}

function rows_range(c, n) {
	return ns(1e9 * rows_low[c, n]) "–" ns(1e9 * rows_high[c, n])
}

function rows_all(n,   i, k, name, out) {
	k = split(rows_names, name, " ")
	for (i = 1; i <= k; i++)
		if ((name[i], n) in rows_cpu)
			out = out rows_label[name[i]] ": " \
				ns(1e9 * rows_cpu[name[i], n]) ". "
	return out
}

END {
	if (("eager", rows_most) in rows_cpu && \
			("lines", rows_most) in rows_cpu && \
			("generator", rows_most) in rows_cpu) {
		text("rows_title", "To count the rows of " bytes(rows_most) \
			", an iterator takes " \
			rows_against("lines", rows_most))
		text("rows_sub", "CPU time of whole programs for each MiB of " \
			"a log in the page cache, by its size; median and " \
			"range of three runs")
		text("rows_names", rows_names)
		text("rows_alt", "Line chart of CPU time per MiB against " \
			"file size, log scales, from " bytes(rows_least) \
			" to " bytes(rows_most) ". For the largest file: " \
			rows_all(rows_most))
	}
}
