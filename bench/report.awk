# SPDX-License-Identifier: MIT
#
# report.awk - one page of findings, charts and tables, in one HTML file.
#
#	awk -v run=... -v plots=build/plots -f report.awk facts.gp env.json \
#		time.tsv rss.tsv calls.tsv > index.html
#
# The page needs no network and no script, and has day and night colours.
# Every sentence with a number in it comes from facts.awk.

BEGIN { FS = "\t"; CONVFMT = OFMT = "%.9g" }

FNR == 1 {
	table = FILENAME
	sub(/.*\//, "", table)
	files[++tables] = table
}
table == "facts.gp" {
	if (match($0, / = "/)) {
		value = substr($0, RSTART + 4)
		sub(/"$/, "", value)
		gsub(/\\"/, "\"", value)
		name = substr($0, 1, RSTART - 1)
		fact[name] = value
		if (name ~ /_title$/)
			finding[++findings] = value
	}
	next
}
table == "env.json" {
	if (match($0, /"[^"]*": "/)) {
		key[++keys] = substr($0, RSTART + 1, RLENGTH - 5)
		value = substr($0, RSTART + RLENGTH)
		sub(/",?$/, "", value)
		env[key[keys]] = value
	}
	next
}
FNR == 1 { next }
table == "time.tsv" {
	if (!(($1, $2) in label)) {
		contender[$1, ++contenders[$1]] = $2
		label[$1, $2] = $15
	}
	if (!(($1, $3) in known)) {
		known[$1, $3] = 1
		size[$1, ++sizes[$1]] = $3
	}
	cell[$1, $2, $3] = "<td>" ns($8 / $4) "<small>" ns($7 / $4) "–" \
		ns($9 / $4) "</small>"
	allocations[$1, $2, $3] = $12
	peak[$1, $2, $3] = $13
}
table == "rss.tsv" {
	rss = rss "<tr><th scope=row>" escaped($8) "<td>" grouped($2) "<td>" \
		grouped($3) "<td>" grouped($4) "<td>" \
		sprintf("%.1f", 1000 * $5) "\n"
}
table == "calls.tsv" {
	calls = calls "<tr><th scope=row>" $1 "<td>" grouped($2) "<td>" \
		grouped($3) "<td>" grouped($4) "\n"
}

function escaped(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

function ns(x) {
	return sprintf(x < 0.995 ? "%.2f" : x < 9.95 ? "%.1f" : "%.0f", x)
}

# 1234567 with narrow spaces that do not break.
function grouped(x,   text, out) {
	if (x !~ /^[0-9]/)
		return x
	text = sprintf("%.0f", x)
	while (length(text) > 3) {
		out = "&#8239;" substr(text, length(text) - 2) out
		text = substr(text, 1, length(text) - 3)
	}
	return text out
}

# Title and subtitle are text of the page, which wraps on a phone; what the
# picture has of them lies above its view box.
function chart(name,   file, line, found) {
	file = plots "/" name ".svg"
	while ((getline line <file) > 0) {
		if (line ~ /^<\?xml/ || line ~ /^<!DOCTYPE/ || line ~ /dtd">/)
			continue
		if (!found++)
			print "<figure><figcaption><b>" \
				escaped(fact[name "_title"]) "</b><br>" \
				escaped(fact[name "_sub"]) "</figcaption>" \
				"<div class=chart tabindex=0>"
		if ((name "_title") in fact) {
			sub(/height="540"/, "height=\"468\"", line)
			sub(/viewBox="0 0 960 540"/, \
				"viewBox=\"0 72 960 468\"", line)
		}
		print line
	}
	close(file)
	if (found)
		print "</div></figure>"
	else
		print "<p>Chart \"" name "\" was not drawn."
}

function open_table(caption, head) {
	print "<div class=scroll tabindex=0><table><caption>" caption \
		"</caption>\n<thead><tr>" head "<tbody>"
}

function close_table() {
	print "</table></div>"
}

function times(q, caption, first,   head, i, k, c, n) {
	if (!contenders[q])
		return
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		head = head "<th scope=col>" escaped(label[q, c])
		n = size[q, sizes[q]]
		if (!((q, c, n) in cell))
			caption = caption ". " escaped(label[q, c]) \
				" is too slow to be asked for more than its " \
				"last N"
	}
	open_table(caption, "<th scope=col>" first head)
	for (k = 1; k <= sizes[q]; k++) {
		n = size[q, k]
		printf "<tr><th scope=row>%s", grouped(n)
		for (i = 1; i <= contenders[q]; i++) {
			c = contender[q, i]
			printf "%s", (q, c, n) in cell ? cell[q, c, n] : "<td>"
		}
		print ""
	}
	close_table()
}

function weights(q, n,   i, c) {
	open_table("Memory for N = " grouped(n) " squares: one call in a " \
		"fresh process, counted exactly, stacks included",
		"<th scope=col>contender<th scope=col>allocations" \
		"<th scope=col>peak, bytes")
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		if ((q, c, n) in peak)
			print "<tr><th scope=row>" escaped(label[q, c]) \
				"<td>" grouped(allocations[q, c, n]) \
				"<td>" grouped(peak[q, c, n])
	}
	close_table()
}

function style() {
	print "<style>"
	print ":root{color-scheme:light dark;--bg:#fff;--ink:#1b2430;" \
		"--muted:#5b6673;--line:#e6eaee;--link:#00639c}"
	print "@media(prefers-color-scheme:dark){:root{--bg:#10161d;" \
		"--ink:#e8ecf1;--muted:#9aa7b5;--line:#2a333d;--link:#6cc1f5}}"
	print "body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;" \
		"background:var(--bg);color:var(--ink);font:1rem/1.55 Inter," \
		"'Helvetica Neue',Arial,'Liberation Sans',sans-serif}"
	print "h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}" \
		"h2{font-size:1.25rem;margin:2.75rem 0 .75rem}" \
		"a{color:var(--link)}code{overflow-wrap:anywhere}" \
		".where{color:var(--muted);margin-top:0}" \
		"ul{padding-left:1.2rem}li{margin:.4rem 0}"
	print "figure{margin:2rem 0}figcaption{color:var(--muted)}" \
		"figcaption b{color:var(--ink);font-size:1.1rem}" \
		".chart{margin:.5rem 0;overflow-x:auto}" \
		".chart svg{display:block;min-width:40rem;width:100%;" \
		"height:auto}"
	print ".scroll{overflow-x:auto;margin:1rem 0 2rem}" \
		"table{border-collapse:collapse;font-size:.875rem;" \
		"font-variant-numeric:tabular-nums}" \
		"caption{text-align:left;color:var(--muted);padding:0 0 .5rem}" \
		"th,td{padding:.3rem .9rem .3rem 0;text-align:right;" \
		"border-bottom:1px solid var(--line);vertical-align:top}" \
		"thead th{vertical-align:bottom}th{font-weight:600}" \
		"td:first-of-type,th{white-space:normal}th:first-child{" \
		"text-align:left}td{white-space:nowrap}" \
		"td.text{text-align:left;white-space:normal}" \
		"small{display:block;color:var(--muted);font-size:.75rem}"
	print "@media(max-width:42rem){.chart::before{content:'scroll for " \
		"the rest of the chart →';font-size:.8rem;" \
		"color:var(--muted);position:sticky;left:0}}"
	print "@media print{.chart::before{content:none!important}" \
		".chart svg{min-width:0}figure,tr{break-inside:avoid}}"
	print "</style>"
}

END {
	print "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>"
	print "<meta name=viewport content=\"width=device-width," \
		"initial-scale=1\">"
	print "<title>Lazy C: what laziness costs, and what it buys</title>"
	style()
	print "<h1>What laziness costs, and what it buys</h1>"
	print "<p class=where>" escaped(fact["source"]) " · " \
		escaped(fact["machine"])

	print "<h2>Findings</h2>\n<ul>"
	for (i = 1; i <= findings; i++)
		print "<li>" escaped(finding[i]) "."
	print "</ul>"

	print "<h2>Charts</h2>"
	chart("crossover")
	chart("memory")
	chart("heap")
	chart("cost")

	print "<h2>Tables</h2>"
	times("squares", "Nanoseconds per item to sum N squares: median, and " \
		"quartiles below", "N")
	times("rows", "Nanoseconds per row to count the rows of a file: " \
		"median, and quartiles below", "bytes")
	if (contenders["squares"])
		weights("squares", 100000)
	if (rss != "") {
		open_table("A whole program that counts rows: median of 3 by " \
			"peak memory", "<th scope=col>contender" \
			"<th scope=col>file, bytes" \
			"<th scope=col>peak memory, bytes" \
			"<th scope=col>page faults<th scope=col>CPU, ms")
		printf "%s", rss
		close_table()
	}
	if (calls != "") {
		open_table("Resumptions to sum N squares",
			"<th scope=col>generator<th scope=col>N" \
			"<th scope=col>callgrind<th scope=col>library")
		printf "%s", calls
		close_table()
	}

	print "<h2>Where it was measured</h2>"
	open_table("", "")
	for (i = 1; i <= keys; i++)
		print "<tr><th scope=row>" key[i] "<td class=text>" \
			escaped(env[key[i]])
	close_table()

	print "<h2>How</h2>"
	print "<p>Every contender answers once before anything is timed; one " \
		"with a wrong answer is reported and not timed. Google " \
		"Benchmark then times each in several processes, in random " \
		"order, by CPU time. Beside each sample runs a canary, a loop " \
		"that always does the same: where it is slow, somebody else " \
		"used the core. Medians and quartiles are over all processes; " \
		"a difference is one only where the quartiles do not " \
		"overlap, and else is within the noise. " \
		"Memory is counted by standing in front of malloc and mmap " \
		"for one call, and for whole programs asked of the kernel. " \
		"<code>bench/README.md</code> tells more."
	print "<p>\"No gen_next()\" is the stackless generator whose body is " \
		"called by its name, so that the compiler may put it into its " \
		"user: <code>bench/squares/direct.c</code>."
	print "<h2>Raw data</h2>\n<p>In <code>" escaped(run) "</code>:"
	for (i = 1; i <= tables; i++)
		if (files[i] != "facts.gp")
			print "<a href=\"../../" run "/" files[i] "\">" \
				files[i] "</a>"
}
