# SPDX-License-Identifier: MIT
#
# report.awk - one page of findings, charts and tables, in one HTML file.
#
#	awk -v run=... -v plots=build/plots -v style=report.css \
#		-f tables.awk -f report.awk env.json time.tsv ... > index.html
#
# The page needs no network and no script, and has day and night colours.
# Every sentence with a number in it comes from facts.gp.  On a phone, where a
# table does not fit, each of its rows becomes a small list: that is why each
# cell knows the name of its column.

# ---- What there is to say ----

function read_facts(file,   line, name, value) {
	while ((getline line <file) > 0) {
		if (!match(line, / = "/))
			continue
		value = substr(line, RSTART + 4)
		sub(/"$/, "", value)
		gsub(/\\"/, "\"", value)
		name = substr(line, 1, RSTART - 1)
		fact[name] = value
		if (sub(/_title$/, "", name))
			finding[++findings] = name
	}
	close(file)
}

table == "questions" {
	question[++questions] = at["question"]
	asks[at["question"]] = at["asks"]
	unit[at["question"]] = at["unit"]
	counts[at["question"]] = at["of"]
	base[at["question"]] = at["baseline"]
}
table == "time" {
	q = at["question"]
	c = at["contender"]
	if (!((q, c) in label)) {
		contender[q, ++contenders[q]] = c
		label[q, c] = at["label"]
	}
	if (!((q, at["n"]) in known)) {
		known[q, at["n"]] = 1
		size[q, ++sizes[q]] = at["n"]
	}
	item_ns[q, c, at["n"]] = ns(at["median_ns"] / at["items"])
	interval[q, c, at["n"]] = at["low_ns"] == "-" ? "too few processes" : \
		range(at["low_ns"] / at["items"], at["high_ns"] / at["items"])
	state[q, c, at["n"]] = at["state"]
	memory[q, c, at["n"]] = grouped(at["allocations"]) SUBSEP \
		grouped(at["peak_B"])
}
table == "verdict" {
	verdict_row(at["question"], escaped(at["label_b"]) \
		(at["a"] == at["b"] ? ", again" : ""))
}
table == "ratios" { target[++targets] = target_row() }
table == "rss" {
	rss[++rows] = row(escaped(at["label"]), "", at["question"], "", \
		grouped(at["n"]), "", grouped(at["peak_B"]), \
		grouped(at["peak_low_B"]) "–" grouped(at["peak_high_B"]), \
		ms(at["cpu_s"]), ms(at["cpu_low_s"]) "–" ms(at["cpu_high_s"]))
}
table == "holds" {
	holds[++holders] = row(escaped(at["label"]), "", grouped(at["n"]), "", \
		at["held_B"] == "-" ? "–" : grouped(at["held_B"] / at["n"]), \
		at["why"] == "-" ? "" : escaped(at["why"]))
}
table == "calls" {
	calls[++callers] = row(escaped(at["label"]), "", grouped(at["n"]), \
		"", grouped(at["called"]), "", grouped(at["counted"]), "", \
		grouped(at["instructions"]), \
		short(at["instructions"] / at["n"]) " per item")
}
table == "twin" {
	calls[++callers] = row("Python " at["python"] ", cProfile", "", \
		grouped(at["n"]), "", grouped(at["resumed"]), "", "–", \
		"", grouped(at["calls"]), "function calls in all")
}
table == "dhat" {
	dhat[++blocks] = row(escaped(label["rows", at["contender"]]), "", grouped(at["total_B"]), \
		grouped(at["total_blocks"]) " blocks", grouped(at["peak_B"]), \
		grouped(at["peak_blocks"]) " blocks", grouped(at["read_B"]), \
		"", grouped(at["written_B"]), "", grouped(at["stack_B"]), "")
}
table == "heap-input" { heap_file = at["file_B"] }

function verdict_row(q, name,   told, cell) {
	told = at["verdict"] == "none" ? "no verdict" : at["verdict"]
	cell = at["ratio"] == "-" ? "–" : ratio(at["ratio"])
	verdicts[q, ++judged[q]] = row(name, "", grouped(at["n"]), "", cell, \
		at["ratio"] == "-" ? "" : ratio(at["low"]) "–" \
		ratio(at["high"]), told, at["why"] == "-" ? "" : \
		escaped(at["why"]), at["pairs"], at["processes"] " processes")
}

# What is compared, at which n; what came out of it, beside what was to.
function target_row(   told) {
	told = at["verdict"] == "none" ? "not told" : at["verdict"]
	return row(escaped(compared()), "", at["question"], \
		"n = " grouped(at["n"]), at["value"] == "-" ? "" : \
		amount(at["value"]) unit_of(), \
		at["low"] == "-" ? "" : amount(at["low"]) "–" \
		amount(at["high"]), "≤ " amount(at["most"]) unit_of(), "", \
		told == "missed" ? "<b>missed</b>" : told, \
		at["why"] == "-" ? "" : escaped(at["why"]))
}

# ---- Numbers ----

function escaped(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

function capital(s) {
	return toupper(substr(s, 1, 1)) substr(s, 2)
}

function short(x) {
	return sprintf(x < 0.0995 ? "%.3f" : x < 0.995 ? "%.2f" : \
		x < 9.95 ? "%.1f" : "%.0f", x)
}

function ns(x) {
	return x < 9950 ? short(x) : grouped(x)
}

# Two ends of an interval, with the digits of the smaller one.
function range(a, b) {
	return ns(a) "–" ns(b)
}

function ratio(x) {
	return sprintf(x < 0.0995 ? "%.4f" : x < 9.95 ? "%.2f" : "%.0f", x)
}

function ms(x) {
	return sprintf(x < 0.01 ? "%.2f" : "%.1f", 1000 * x)
}

# 1234567 with narrow spaces that do not break.
function grouped(x,   text, out) {
	if (x !~ /^[0-9]/)
		return "–"
	text = sprintf("%.0f", x)
	while (length(text) > 3) {
		out = "&#8239;" substr(text, length(text) - 2) out
		text = substr(text, 1, length(text) - 3)
	}
	return text out
}

# ---- Tables ----

# A row's cells, each with what stands small below it, as text of its own:
# until it is printed, nobody knows the columns' names.
function row(a, a2, b, b2, c, c2, d, d2, e, e2, f, f2) {
	return a SUBSEP a2 SUBSEP b SUBSEP b2 SUBSEP c SUBSEP c2 SUBSEP \
		d SUBSEP d2 SUBSEP e SUBSEP e2 SUBSEP f SUBSEP f2
}

# head: names of columns, separated by |.
function open_table(caption, head,   i) {
	print "<table><caption>" caption "</caption>"
	columns = split(head, column_name, "|")
	printf "<thead><tr>"
	for (i = 1; i <= columns; i++)
		printf "<th scope=col>%s", column_name[i]
	print "<tbody>"
}

function print_row(text,   i, cell, n) {
	n = split(text, cell, SUBSEP)
	printf "<tr><th scope=row>%s%s", cell[1], small(cell[2])
	for (i = 2; i <= columns; i++)
		printf "<td data-name=\"%s\">%s%s", column_name[i], \
			(2 * i - 1 <= n && cell[2 * i - 1] != "" ? \
			cell[2 * i - 1] : "–"), small(cell[2 * i])
	print ""
}

function small(text) {
	return text == "" ? "" : "<small>" text "</small>"
}

function close_table() {
	print "</table>"
}

function target_table(   i) {
	if (!targets)
		return
	print "<h2 id=reach>What this library is meant to reach</h2>"
	open_table("Time of the first in times of the second's, in the same " \
		"rounds, or how much more it is (−), with 95&nbsp;% " \
		"interval; the median decides", \
		"what is compared|question|result|target|verdict")
	for (i = 1; i <= targets; i++)
		print_row(target[i])
	close_table()
}

# Times of a question: a row for each contender and n, folded away.
function times(q,   i, k, c, n, part) {
	if (!contenders[q])
		return
	print "<details><summary>" capital(escaped(asks[q])) \
		": all contenders, all sizes</summary>"
	open_table("Nanoseconds per " unit[q] ": median of the processes' " \
		"medians, 95&nbsp;% interval. Memory is that of one call in " \
		"a fresh process, with stacks of generators, without those " \
		"of threads", \
		"contender|" counts[q] "|ns per " unit[q] \
		"|allocations|peak, bytes")
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		for (k = 1; k <= sizes[q]; k++) {
			n = size[q, k]
			if (!((q, c, n) in item_ns))
				continue
			split(memory[q, c, n], part, SUBSEP)
			print_row(row(escaped(label[q, c]), \
				state[q, c, n] == "quiet" ? "" : \
				"on a shared core", grouped(n), "", \
				item_ns[q, c, n], interval[q, c, n], \
				part[1], "", part[2], ""))
		}
	}
	close_table()
	print "</details>"
}

function verdict_table(q,   i) {
	if (!judged[q])
		return
	print "<details><summary>" capital(escaped(asks[q])) \
		": verdicts</summary>"
	open_table("Time in times of " escaped(label[q, base[q]]) \
		", in the same rounds, with 95&nbsp;% interval", \
		"contender|" counts[q] "|ratio|verdict|pairs")
	for (i = 1; i <= judged[q]; i++)
		print_row(verdicts[q, i])
	close_table()
	print "</details>"
}

function whole_table(summary, caption, head, rows_of, n,   i) {
	if (!n)
		return
	print "<details><summary>" summary "</summary>"
	open_table(caption, head)
	for (i = 1; i <= n; i++)
		print_row(rows_of[i])
	close_table()
	print "</details>"
}

# ---- Charts ----

# Title and subtitle are text of the page, which wraps on a phone; what the
# picture has of them lies above its view box.
function picture(file, class, crop,   line, found, height) {
	while ((getline line <file) > 0) {
		if (line ~ /^<\?xml/ || line ~ /^<!DOCTYPE/ || line ~ /dtd">/)
			continue
		if (!found++)
			print "<div class=" class ">"
		if (crop && match(line, /viewBox="0 0 960 [0-9]+"/)) {
			height = substr(line, RSTART + 17, RLENGTH - 18) - crop
			sub(/viewBox="0 0 960 [0-9]+"/, "viewBox=\"0 " crop \
				" 960 " height "\"", line)
		}
		if (crop && match(line, /height="[0-9]+"/))
			sub(/height="[0-9]+"/, "height=\"" \
				substr(line, RSTART + 8, RLENGTH - 9) - crop \
				"\"", line)
		print line
	}
	close(file)
	if (found)
		print "</div>"
	return found
}

function chart(name) {
	if ((name "_sub") in fact)
		print "<figure id=" name "><figcaption><b>" \
			escaped(fact[name "_title"]) "</b><br>" \
			escaped(fact[name "_sub"]) "</figcaption>"
	else
		print "<figure id=" name ">"
	if (!picture(plots "/" name ".svg", "wide", \
			(name "_sub") in fact ? 72 : 0))
		print "<p>Chart \"" name "\" was not drawn."
	else
		picture(plots "/" name "-phone.svg", "phone", 0)
	print "</figure>"
}

# ---- The page ----

function print_file(file,   line) {
	while ((getline line <file) > 0)
		print line
	close(file)
}

function findings_list(   i) {
	print "<h2>Findings</h2>\n<ul>"
	for (i = 1; i <= findings; i++)
		print "<li>" (drawn[finding[i]] ? "<a href=\"#" finding[i] \
			"\">" : "") escaped(fact[finding[i] "_title"]) \
			(drawn[finding[i]] ? "</a>" : "") "."
	print "</ul>"
}

function environment(   i) {
	print "<h2>Where it was measured</h2>\n<dl>"
	for (i = 1; i <= env_keys; i++)
		print "<dt>" env_key[i] "<dd>" escaped(env[env_key[i]])
	print "</dl>"
}

function raw_data(   i, file) {
	print "<h2>Raw data</h2>\n<p>In <code>" escaped(run) "</code>:"
	for (i = 1; i <= file_count; i++) {
		file = files[i]
		sub(/.*\//, "", file)
		print "<a href=\"" (run ~ /^\// ? "" : "../../") run "/" file \
			"\">" file "</a>"
	}
	print "<p>What their columns are, <a href=\"../../bench/README.md\">" \
		"bench/README.md</a> says."
}

END {
	if (refused)
		exit 1
	read_facts(plots "/facts.gp")
	n = split(charts, chart_name, " ")
	for (i = 1; i <= n; i++)
		drawn[chart_name[i]] = 1
	print "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>"
	print "<meta name=viewport content=\"width=device-width," \
		"initial-scale=1\">"
	print "<title>Lazy C: what laziness costs, and what it buys</title>"
	print "<style>"
	print_file(style)
	print "</style>"
	print "<h1>What laziness costs, and what it buys</h1>"
	print "<p class=where>" escaped(fact["source"]) " · " \
		escaped(fact["machine"]) \
		(fact["over"] == "" ? "" : " · drawn over the " \
		escaped(fact["over"]))
	if (fact["busy"] != "")
		print "<p class=busy>" escaped(fact["busy"])
	findings_list()
	target_table()
	print "<h2>Charts</h2>"
	for (i = 1; i <= n; i++)
		chart(chart_name[i])
	print "<h2>Tables</h2>"
	for (i = 1; i <= questions; i++) {
		times(question[i])
		verdict_table(question[i])
	}
	whole_table("Whole programs: memory and CPU time", \
		"In fresh processes: median and range of three. For rows, n is bytes of the file", \
		"contender|question|n|peak memory, bytes|CPU, ms", rss, rows)
	whole_table("Live generators: memory", "What is resident for each of " \
		"them, after it was resumed, in a fresh process", \
		"contender|generators|bytes each", holds, holders)
	whole_table("The heap's blocks", "While counting the rows of " \
		grouped(heap_file) " bytes, by DHAT, which does not see " \
		"stacks: those are our own count", "contender|bytes in all|" \
		"bytes at the peak|read|written|stacks", dhat, blocks)
	whole_table("Exact counts: resumptions and instructions", \
		"To sum N squares", "contender|N|resumed, by callgrind|by the library|" \
		"instructions", calls, callers)
	environment()
	print_file(method)
	raw_data()
}
