# SPDX-License-Identifier: MIT
#
# facts.awk - what a run's tables say, in words: titles, notes, alt texts.
#
#	awk -v origin=reference -v run=FOLDER -f facts.awk \
#		env.json time.tsv rss.tsv heap.tsv heap-input.tsv calls.tsv
#
# Prints "name = value" lines that gnuplot can load and the report reads.  No
# sentence here is true by habit: each is chosen by comparing the numbers, and
# holds no number that was not in a table.  Tables that do not exist are left
# out of the command line; then have_time and its like are 0.  The sentences
# called *_title are the findings, in the order in which they are to be read.

BEGIN { FS = "\t"; CONVFMT = OFMT = "%.9g" }

FNR == 1 {
	table = FILENAME
	sub(/.*\//, "", table)
	seen[table] = 1
}
table == "env.json" {
	if (match($0, /"[^"]*": "/)) {
		key = substr($0, RSTART + 1, RLENGTH - 5)
		value = substr($0, RSTART + RLENGTH)
		sub(/",?$/, "", value)
		env[key] = value
	}
	next
}
FNR == 1 { next }
table == "time.tsv" {
	key = $1 SUBSEP $2 SUBSEP $3
	low[key] = $7 / $4
	per_item[key] = $8 / $4
	high[key] = $9 / $4
	faults[key] = $11 / $4
	label[$1, $2] = $15
	if (!(($1, $2) in largest))
		contender[$1, ++contenders[$1]] = $2
	size[$1, $2, ++sizes[$1, $2]] = $3
	largest[$1, $2] = $3
	samples = !samples || $5 < samples ? $5 : samples
	quiet += $6
	taken += $5
}
table == "rss.tsv" {
	file_B[$1, ++files[$1]] = $2
	rss_B[$1, files[$1]] = $3
	if ($7 != "eager" && $3 > lazy_rss)
		lazy_rss = $3
}
table == "heap.tsv" {
	if ($3 > heap[$1]) {
		heap[$1] = $3
		heap_at[$1] = $2
	}
	if ($3 > heap_was && $2 > 0)
		heap_rises[$1]++
	if ($3 - heap_was > heap_step[$1]) {
		heap_step[$1] = $3 - heap_was
		heap_step_at[$1] = $2
	}
	heap_was = $3
}
table == "heap-input.tsv" { heap_file = $1; heap_rows = $2 }
table == "calls.tsv" { calls_n = $2; called[$1] = $3; counted[$1] = $4 }

# ---- Numbers as people write them ----

function short(x) {
	return sprintf(x < 9.95 ? "%.1f" : "%.0f", x)
}

function ns(x) {
	if (x < 0.995)
		return sprintf("%.2f ns", x)
	if (x < 999.5)
		return short(x) " ns"
	return x < 999500 ? short(x / 1e3) " µs" : short(x / 1e6) " ms"
}

# Binary units, since the files and the list at the crossover are such sizes.
function bytes(x,   unit, i) {
	if (x < 1023.5)
		return sprintf("%d bytes", x)
	split("KiB MiB GiB TiB", unit, " ")
	for (; x >= 1023.5; i++)
		x /= 1024
	return (x == int(x) ? x : short(x)) " " unit[i]
}

function times(x) {
	return (x < 99.5 ? short(x) : grouped(x)) "×"
}

# 1234567 with spaces that do not break.
function grouped(x,   text, out) {
	text = sprintf("%.0f", x)
	while (length(text) > 3) {
		out = "\302\240" substr(text, length(text) - 2) out
		text = substr(text, 1, length(text) - 3)
	}
	return text out
}

function text(name, value) {
	gsub(/["\\]/, "\\\\&", value)
	gsub(/\n/, "\\n", value)
	print name " = \"" value "\""
}

# ---- Time: where do eager and lazy cross? ----

# 1 if a takes longer than b, -1 if it takes less, 0 if nobody can tell: a
# difference is one only where the quartiles are apart.
function slower(q, a, b, n) {
	return low[q, a, n] > high[q, b, n] ? 1 : \
		high[q, a, n] < low[q, b, n] ? -1 : 0
}

# Walks over the sizes that both were asked for, and notes the changes of
# lead: crossings of them, the last at "cross" with "before" it.
function compare(q, a, b,   i, n, ratio, lead, was) {
	crossings = cross = before = ties = 0
	least = most = last = 0
	for (i = 1; i <= sizes[q, a]; i++) {
		n = size[q, a, i]
		if (!((q, b, n) in per_item))
			continue
		if (!slower(q, a, b, n)) {
			ties++
			continue
		}
		ratio = per_item[q, a, n] / per_item[q, b, n]
		lead = slower(q, a, b, n) > 0 ? b : a
		if (was && lead != was) {
			crossings++
			cross = n
			before = last
		}
		was = lead
		least = !least || ratio < least ? ratio : least
		most = ratio > most ? ratio : most
		last = n
		end_ratio = ratio
	}
	leader = was
}

function crossover(q, a, b,   fresh, where) {
	compare(q, a, b)
	where = ties ? "wherever they differ by more than the noise" : \
		"at every N measured"
	print "crossover_n = " (crossings && leader == b ? cross : 0)
	text("crossover_note", "")
	if (!leader)
		text("crossover_title", "A list and lazy take the same time " \
			"within the noise at every N measured")
	else if (!crossings && leader == b)
		text("crossover_title", "Lazy is faster than a list " where \
			", by " times(least) " to " times(most))
	else if (!crossings)
		text("crossover_title", "A list is faster than lazy " where \
			", by " times(1 / most) " to " times(1 / least))
	else if (leader == a)
		text("crossover_title", "No lasting crossover: at N = " \
			grouped(last) ", the list is " times(1 / end_ratio) \
			" faster than lazy")
	else {
		fresh = faults[q, a, cross] > 1 / 1024 && \
			faults[q, a, cross] > 8 * faults[q, a, before]
		text("crossover_title", (crossings > 1 ? "The lead changes " \
			crossings " times, last after N = " : \
			"The list wins up to N = ") grouped(before) "; at " \
			grouped(last) ", lazy is " times(end_ratio) " faster")
		text("crossover_note", fresh ? "a list of " \
			bytes(8 * cross) ": every call gets fresh pages\n" \
			"from the kernel, a page fault per " \
			grouped(1 / faults[q, a, cross]) " items" : \
			"not for its page faults: " \
			sprintf("%.4f", faults[q, a, cross]) " per item,\n" \
			sprintf("%.4f", faults[q, a, before]) " before")
	}
	text("crossover_sub", "Time per item to sum N squares: build the " \
		"whole list and add it up, or pull one value at a time")
	text("crossover_alt", "Line chart of time per item against N, both " \
		"on log scales. " lines_of(q))
}

function lines_of(q,   i, c, n, out) {
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		n = largest[q, c]
		out = out label[q, c] ": " ns(per_item[q, c, n]) " at N = " \
			grouped(n) ". "
	}
	return out
}

# ---- Cost per value ----

function cost(q, n,   without, with) {
	print "cost_n = " n
	without = per_item[q, "stackless", n]
	with = per_item[q, "stackful", n]
	text("cost_title", "A generator hands over a value in " \
		(slower(q, "stackful", "stackless", n) ? ns(without) \
		", with a stack of its own in " ns(with) : \
		sprintf("about %.0f ns, with or without a stack of its own", \
		(without + with) / 2)))
	text("cost_sub", "Time to make and use one value, N = " grouped(n) \
		". No gen_next(): the stackless body is called by its name")
	text("cost_alt", "Bar chart, log scale, of the time per value. " \
		costs(q, n))
}

function costs(q, n,   i, c, out) {
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		if ((q, c, n) in per_item)
			out = out label[q, c] ": " ns(per_item[q, c, n]) ". "
	}
	return out
}

# ---- Memory ----

function memory(   n, slope, ram, fill) {
	n = files["eager"]
	slope = (rss_B["eager", n] - rss_B["eager", 1]) / \
		(file_B["eager", n] - file_B["eager", 1])
	ram = env["ram_B"] + 0
	fill = ram / slope
	print "memory_slope = " slope
	print "memory_lazy = " lazy_rss
	print "memory_ram = " ram
	print "memory_fill = " fill
	print "memory_file = " file_B["eager", n]
	print "memory_eager = " rss_B["eager", n]
	text("memory_sub", "Peak resident memory of a program that counts " \
		"the rows of an access log: all read at once, or line by line")
	text("memory_ratio", times(rss_B["eager", n] / lazy_rss) " less")
	text("memory_title", "Lazy reading needs " bytes(lazy_rss) \
		" for files of any size measured; eager needs " \
		sprintf("%.2f", slope) " × the file")
	text("memory_fill_note", bytes(fill) " file")
	text("memory_ram_note", "memory of the machine: " bytes(ram) \
		". Above it, eager swaps or is killed")
	text("memory_eager_note", bytes(rss_B["eager", n]) " for a file of " \
		bytes(file_B["eager", n]))
	text("memory_eager_end", "eager\n" sprintf("%.2f", slope) " × the file")
	text("memory_lazy_end", "lazy, at most\n" bytes(lazy_rss))
	text("memory_alt", "Line chart of peak memory against file size, " \
		"both on log scales. Eager: " bytes(rss_B["eager", n]) \
		" for a file of " bytes(file_B["eager", n]) "; it would fill " \
		"the machine's " bytes(ram) " with a file of " bytes(fill) \
		". Lazy: at most " bytes(lazy_rss) ".")
}

function heap_facts() {
	print "heap_eager = " heap["eager"]
	print "heap_lazy = " heap["lines"]
	print "heap_eager_at = " heap_at["eager"]
	print "heap_file = " heap_file
	text("heap_title", "The eager reader climbs to " \
		bytes(heap["eager"]) "; the lazy iterator never holds more than " \
		bytes(heap["lines"]))
	text("heap_sub", "Heap in use while counting the " \
		grouped(heap_rows) " rows of a file of " bytes(heap_file) \
		": all at once, or by an iterator over lines")
	text("heap_peak_note", "peak: " sprintf("%.2f", \
		heap["eager"] / heap_file) " × the file")
	print "heap_step_at = " heap_step_at["eager"]
	text("heap_step_note", heap_step["eager"] >= 0.9 * heap_file ? \
		"the whole file is read at once:\n" \
		bytes(heap_step["eager"]) : "")
	text("heap_list_note", heap_rises["eager"] > 3 ? \
		"the list of rows grows,\nby doubling" : "")
	text("heap_lazy_note", "iterator over lines: " bytes(heap["lines"]) \
		", one buffer; " times(heap["eager"] / heap["lines"]) " less")
	text("heap_alt", "Step chart of heap in use against instructions " \
		"executed. Eager climbs to " bytes(heap["eager"]) \
		"; lazy stays at " bytes(heap["lines"]) ".")
}

function calls_facts(   c, right, wrong) {
	for (c in called)
		if (called[c] == calls_n + 1 && counted[c] == calls_n + 1)
			right = right (right ? " and " : "") c
		else
			wrong = wrong " " c ": callgrind " called[c] \
				", library " counted[c] "."
	text("calls_title", wrong ? "The counts of resumptions do not agree:" \
		wrong : "Summing " grouped(calls_n) " squares resumes a " \
		"generator exactly " grouped(calls_n + 1) " times, by " \
		"callgrind's count and by the library's")
}

# ---- Where the numbers come from ----

function machine(   cc) {
	cc = env["compiler"]
	sub(/ \(.*\)/, "", cc)
	return env["cpu"] ", " env["cpus"] " CPUs" \
		(env["virtual"] == "yes" ? " (virtual)" : "") " · " cc
}

function source(   day) {
	day = substr(env["date"], 1, 10)
	return origin == "reference" ? "reference run, " day : \
		"this machine's run, " day
}

# What b is against a, size by size; neighbours that say the same are told
# together, with the factor at the last.
function verdicts(q, a, b,   i, n, now, from, x, out) {
	for (i = 1; i <= sizes[q, a]; i++) {
		n = size[q, a, i]
		now = slower(q, a, b, n)
		from = from ? from : bytes(n)
		if (i < sizes[q, a] && slower(q, a, b, size[q, a, i + 1]) == now)
			continue
		x = per_item[q, a, n] / per_item[q, b, n]
		out = out (out ? ", " : "") (now > 0 ? times(x) " faster" : \
			now < 0 ? times(1 / x) " slower" : "within the noise") \
			" at " (from == bytes(n) ? "" : from " to ") bytes(n)
		from = ""
	}
	return out
}

function rows_facts(   q, i, c, name, out) {
	q = "rows"
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		name = label[q, c]
		sub(/^lazy: /, "", name)
		if (c != "eager")
			out = out (out ? "; " : "") name " " \
				verdicts(q, "eager", c)
	}
	text("rows_title", "Counting rows, against eager: " out)
}

END {
	print "have_time = " (("time.tsv" in seen) + 0)
	print "have_rss = " (("rss.tsv" in seen) + 0)
	print "have_heap = " (("heap.tsv" in seen && heap_file) + 0)
	print "have_calls = " (("calls.tsv" in seen) + 0)
	text("run", run)
	text("machine", machine())
	text("source", source())
	if ("time.tsv" in seen) {
		busy = quiet < taken / 2
		text("how", "median of " samples " samples from " \
			env["processes"] " process" \
			(env["processes"] == 1 ? "" : "es") \
			(busy ? " (a busy machine)" : "") " · CPU time")
		crossover("squares", "eager", "stackless")
	}
	if ("rss.tsv" in seen)
		memory()
	if ("heap.tsv" in seen && heap_file)
		heap_facts()
	if ("time.tsv" in seen) {
		cost("squares", ("squares", "stackful", 100000) in per_item ? \
			100000 : largest["squares", "stackful"])
		rows_facts()
	}
	if ("calls.tsv" in seen)
		calls_facts()
	if ("time.tsv" in seen)
		text("noise_title", sprintf("%.0f %%", 100 * quiet / taken) \
			" of the samples were taken while the canary ran at " \
			"full speed" (busy ? ": the machine was busy, and " \
			"times are higher than they could be" : ""))
}
