# SPDX-License-Identifier: MIT
# memory.awk - peak memory of whole programs that read a file, eager and lazy.

table == "rss" && at["question"] == "rows" {
	file_B[at["contender"], ++files_of[at["contender"]]] = at["input_B"]
	rss_B[at["contender"], files_of[at["contender"]]] = at["peak_B"]
	if (at["role"] != "eager")
		lazy_rss = max(lazy_rss, at["peak_B"])
}

function memory_facts(n, slope, ram) {
	print "memory_slope = " slope
	print "memory_lazy = " lazy_rss
	print "memory_ram = " ram
	print "memory_fill = " ram / slope
	print "memory_file = " file_B["eager", n]
	print "memory_eager = " rss_B["eager", n]
	text("memory_sub", "Peak resident memory of a program that counts " \
		"the rows of an access log: all read at once, or line by line")
	text("memory_ratio", times(rss_B["eager", n] / lazy_rss) " less")
	text("memory_title", "Lazy reading needs " bytes(lazy_rss) \
		" for files of any size measured; eager needs " \
		sprintf("%.2f", slope) " × the file")
	text("memory_fill_note", bytes(ram / slope) " file")
	text("memory_ram_note", "memory of the machine: " bytes(ram) \
		". Above it, eager swaps or is killed")
	text("memory_eager_note", bytes(rss_B["eager", n]) " for a file of " \
		bytes(file_B["eager", n]))
	text("memory_eager_end", "eager\n" sprintf("%.2f", slope) " × the file")
	text("memory_lazy_end", "lazy, at most\n" bytes(lazy_rss))
	text("memory_alt", "Line chart of peak memory against file size, " \
		"both on log scales. Eager: " bytes(rss_B["eager", n]) \
		" for a file of " bytes(file_B["eager", n]) "; it would fill " \
		"the machine's " bytes(ram) " with a file of " \
		bytes(ram / slope) ". Lazy: at most " bytes(lazy_rss) ".")
}

END {
	n = files_of["eager"]
	if (n > 1 && lazy_rss)
		memory_facts(n, (rss_B["eager", n] - rss_B["eager", 1]) / \
			(file_B["eager", n] - file_B["eager", 1]), \
			env["ram_B"] + 0)
}
