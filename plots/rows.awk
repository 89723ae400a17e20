# SPDX-License-Identifier: MIT
# rows.awk - what reading a file costs whole programs, by the size of the file.

table == "rss" && at["question"] == "rows" {
	key = at["contender"] SUBSEP at["n"]
	rows_cpu[key] = at["cpu_s"]
	rows_low[key] = at["cpu_low_s"]
	rows_high[key] = at["cpu_high_s"]
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
		text("rows_alt", "Line chart of CPU time per MiB against " \
			"file size, log scales, from " bytes(rows_least) \
			" to " bytes(rows_most) ". For the largest file: " \
			rows_label["eager"] " " \
			ns(1e9 * rows_cpu["eager", rows_most]) ", " \
			rows_label["lines"] " " \
			ns(1e9 * rows_cpu["lines", rows_most]) ", " \
			rows_label["generator"] " " \
			ns(1e9 * rows_cpu["generator", rows_most]) ".")
	}
}
