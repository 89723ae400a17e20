# man.awk - man pages out of the comments of the public headers.
#
#	awk -v to=DIR -v version=0.1.0 -f lib/man.awk lib/include/generator.h ...
#
# Writes DIR/NAME.3 for each header and for each comment of this form, whose
# names begin with gen_, GEN_, iter_, dataset_, loader_ or loading_:
#
#	/*
#	 * name, other_name - summary: more of it.
#	 *
#	 * Paragraphs.  A tab begins code,
#	 *
#	 *   word   two to four spaces and a word, then two more, an entry
#	 *  - and a space and a dash an item of a list;
#	 *
#	 * Returns    so do these words, which become sections of the page:
#	 *            Returns, Lifetime, Errors, Cost, Threads, See.
#	 */
#
# The lines from there to the next empty one, or to the { of a function, are its
# synopsis; functions declared there have the same page.  Structs are described
# on the page of their header.  What stands below "Nothing to rely on below" is
# not looked at.  The date of the pages is that of "Version of 2026-11-23".

BEGIN {
	title["Returns"] = "RETURN VALUE"
	title["Lifetime"] = "LIFETIME"
	title["Errors"] = "ERRORS"
	title["Cost"] = "COST"
	title["Threads"] = "THREADS"
	title["See"] = "SEE ALSO"
	sections = split("Returns Lifetime Errors Cost Threads See", section)
	public = "(gen|GEN|iter|dataset|load(er|ing))_[A-Za-z_]+"
}

# ---- Reading: pages[1..n], each with summary, body, synopsis, header ----

FNR == 1 {
	header = FILENAME
	sub(/.*include\//, "", header)
	state = "code"
	below = 0
}
below { next }
/Nothing to rely on below/ { below = 1; next }

/^\/\* clang-format/ { next }
/^\/\* Version of / { date = substr($4, 1, 10) }
state == "synopsis" && (/^$/ || /^[\/ ]\*/) { state = "code" }
state == "synopsis" {
	declare($0)
	next
}
/^\/\*.* ---- / || /^\/\* SPDX/ { next }
/^\/\*/ {
	state = "comment"
	text = ""
}
state == "comment" {
	last = sub(/ *\*\/$/, "")
	sub(/^ ?\/?\*+ ?/, "")
	text = text $0 "\n"
	if (last)
		comment()
}

# comment() - text is a whole comment: does it begin a page?
function comment(   dash, names, part, i) {
	state = "code"
	sub(/^\n+/, "", text)
	dash = index(text, " - ")
	names = substr(text, 1, dash - 1)
	if (!dash || names !~ "^(struct )?[a-zA-Z_./]+(, [a-zA-Z_]+)*$")
		return
	if (names ~ /\.h$/) {
		names = header
		sub(/\.h$/, "", names)
		gsub(/\//, "-", names)
		overview[header] = names
	} else if (names !~ "^struct |^" public)
		return
	n++
	pages[n] = names
	of[n] = header
	body[n] = substr(text, dash + 3)
	state = names == overview[header] ? "code" : "synopsis"
	split(names, part, ", ")
	for (i in part) {
		page_of[part[i]] = n
		# Not every file system tells GEN_AUTO.3 from gen_auto.3.
		taken[tolower(part[i])]
	}
}

# declare(LINE) - a line of code belongs to the synopsis of page n.
function declare(line,   name) {
	if (line ~ /^#(if|else|endif)/)
		return
	sub(/^(static inline|GEN_COUNTED) /, "", line)
	sub(/ GEN_MUST_USE;/, ";", line)
	if (line ~ "^#define " public "[( ]" && line ~ /\(.*\)|__/) {
		# A macro: how it is called, and not what it is.
		sub(/^#define /, "", line)
		if (match(line, /^[A-Za-z_]+\([^)]*\)/))
			line = substr(line, 1, RLENGTH)
		else
			sub(/ .*/, "", line)
		sub(/body_/, "body", line)
		inside = 1
	} else if (inside && line ~ /^\t/)
		return
	else if (line ~ /^[{]/) {
		# The body of an inline function.
		sub(/\n$/, ";\n", synopsis[n])
		state = "code"
		return
	} else
		inside = 0
	synopsis[n] = synopsis[n] line "\n"
	if (pages[n] !~ /^struct / && match(line, public "\\(") &&
	    line !~ /^[\t ]/ && line !~ /^typedef/) {
		name = substr(line, RSTART, RLENGTH - 1)
		if (!(tolower(name) in taken)) {
			taken[tolower(name)]
			page_of[name] = n
			pages[n] = pages[n] ", " name
		}
	}
}

# ---- Writing ----

# safe(TEXT) - as troff takes it literally; names of pages in bold.
function safe(line,   out, name, call) {
	gsub(/\\/, "\\e", line)
	gsub(/-/, "\\-", line)
	gsub(/\^/, "\\(ha", line)
	gsub(/~/, "\\(ti", line)
	gsub(/`/, "\\(ga", line)
	gsub(/'/, "\\(aq", line)
	while (match(line, public)) {
		name = substr(line, RSTART, RLENGTH)
		call = RSTART == 1 || substr(line, RSTART - 1, 1) !~ /[A-Za-z_]/
		out = out substr(line, 1, RSTART - 1)
		if (call && name in page_of) {
			out = out "\\fB" name "\\fP"
			if (page_of[name] != now)
				also[page_of[name]]
		} else
			out = out name
		line = substr(line, RSTART + RLENGTH)
	}
	out = out line
	return out ~ /^\./ ? "\\&" out : out
}

function put(line) {
	print line >file
}

function heading(name) {
	put(".SH " name)
	gap = 0
	fresh = 1
}

# say(LINE) - text, in a new paragraph if there is a gap before it.
function say(line) {
	if (gap && !fresh)
		put(".PP")
	put(line)
	gap = fresh = 0
}

function code(lines,   part, count, i) {
	say(".RS 4\n.EX")
	sub(/\n+$/, "", lines)
	count = split(lines, part, "\n")
	for (i = 1; i <= count; i++)
		put(safe(part[i]))
	put(".EE\n.RE")
	gap = 1
}

# begin(TAG, LINE) - an entry or an item of a list; deep in another one or not.
function begin(tag, line, inside) {
	if (inside != deep)
		put(inside ? ".RS 2" : ".RE")
	deep = inside
	put(tag "\n" safe(line))
	entry = 1
	gap = fresh = 0
}

# prose(LINES) - paragraphs, code, entries and lists.
function prose(lines,   part, count, i, line, word, block, ended) {
	entry = deep = item = 0
	count = split(lines, part, "\n")
	for (i = 1; i <= count; i++) {
		line = part[i]
		if (entry && line ~ /^[^ ]/ && (ended || gap)) {
			# What follows a list.
			if (deep)
				put(".RE")
			entry = deep = item = 0
			gap = 1
		}
		if (line ~ /^\t/) {
			block = ""
			for (; i <= count && part[i] ~ /^(\t|$)/; i++)
				block = block substr(part[i], 2) "\n"
			i--
			gap = 1
			code(block)
		} else if (line == "") {
			gap = 1
		} else if (match(line, /^ *- /)) {
			begin(".IP \\(bu 2", substr(line, RLENGTH + 1), 0)
			item = 1
		} else if (match(line, entries)) {
			word = substr(line, 1, RLENGTH)
			line = substr(line, RLENGTH + 1)
			gsub(/^ +| +$/, "", word)
			begin(".TP\n.B " safe(word), line, item)
		} else {
			sub(/^ +/, "", line)
			say(safe(line))
		}
		ended = part[i] ~ /[.:]$/
	}
	if (deep)
		put(".RE")
	gap = 1
}

# capital(LINES) - a sentence of its own; but no entry and no name.
function capital(lines) {
	if (lines ~ "^" public || lines ~ /^[a-z]+(  |[;,])/ || lines ~ /^(open|read)\(/)
		return lines
	return toupper(substr(lines, 1, 1)) substr(lines, 2)
}

# page(NAME) - begin the file of that page.
function page(name, names, summary) {
	file = to "/" name ".3"
	put(".TH " name " 3 " date " \"libgenerator " version "\" \"Lazy C\"")
	heading("NAME")
	put(names " \\- " summary)
}

# first(LINES) - the first sentence of a comment, for NAME.
function first(lines) {
	sub(/\n\n.*/, "", lines)
	gsub(/\n/, " ", lines)
	if (match(lines, /[.:;?]( |$)/))
		lines = substr(lines, 1, RSTART - 1)
	gsub(/-/, "\\-", lines)
	gsub(/^ +| +$/, "", lines)
	return lines
}

# describe(LINES) - the comment's text, without the summary if NAME has it all.
function describe(lines,   end) {
	end = index(lines, "\n\n")
	if (!end)
		end = length(lines)
	if (substr(lines, 1, end) !~ /[.:;?][ \n]+[^ \n]/) {
		lines = substr(lines, end + 1)
		sub(/^\n+/, "", lines)
	} else
		lines = capital(lines)
	if (lines ~ /[^ \n]/) {
		heading("DESCRIPTION")
		entries = "^   ?( ?  )?[^ ]+( [^ ]+)?  +"
		prose(lines)
	}
}

# split_off(LINES) - take the sections off the end into said[].
function split_off(lines,   part, count, i, word, rest, current) {
	split("", said)
	count = split(lines, part, "\n")
	for (i = 1; i <= count; i++) {
		word = part[i]
		sub(/ .*/, "", word)
		if (word in title && part[i] ~ /^[A-Z][a-z]+  +/)
			current = word
		else if (part[i] ~ /^[^ ]/)
			current = ""
		if (current)
			said[current] = said[current] substr(part[i], 12) "\n"
		else
			rest = rest part[i] "\n"
	}
	return rest
}

function see_also(   i, list, name) {
	heading("SEE ALSO")
	if (said["See"])
		prose(said["See"])
	if (overview[of[now]] && pages[now] != overview[of[now]])
		list = ", \\fB" overview[of[now]] "\\fP(3)"
	for (i = 1; i <= n; i++)
		if (i in also) {
			name = pages[i]
			sub(/,.*/, "", name)
			list = list ", \\fB" name "\\fP(3)"
		}
	say(substr(list, 3))
}

function write_page(   part, count, i, k, line, lines) {
	count = split(pages[now], part, ", ")
	split("", also)
	page(part[1], pages[now], first(body[now]))
	heading("SYNOPSIS")
	put(".nf\n.B #include <" of[now] ">")
	if (synopsis[now])
		put(".PP")
	lines = synopsis[now]
	sub(/\n+$/, "", lines)
	k = split(lines, line, "\n")
	for (i = 1; i <= k; i++)
		put(safe(line[i]))
	put(".fi")
	lines = split_off(body[now])
	describe(lines)
	entries = "^(E[A-Z]+ +|[a-z]+  +)"
	for (i = 1; i < sections; i++)
		if (said[section[i]]) {
			heading(title[section[i]])
			prose(capital(said[section[i]]))
		}
	see_also()
	close(file)
	for (i = 2; i <= count; i++) {
		file = to "/" part[i] ".3"
		put(".so man3/" part[1] ".3")
		close(file)
	}
}

function write_overview(   i, name, lines, k, types) {
	split("", also)
	page(pages[now], pages[now], first(body[now]))
	heading("SYNOPSIS")
	put(".nf\n.B #include <" of[now] ">\n.fi")
	put(".PP\n.B cc program.c $(pkg\\-config \\-\\-cflags \\-\\-libs generator)")
	lines = split_off(body[now])
	describe(lines)
	for (i = 1; i <= n; i++) {
		if (of[i] != of[now] || pages[i] !~ /^struct /)
			continue
		if (!types++)
			heading("TYPES")
		put(".SS " pages[i])
		fresh = 1
		entries = "^   ?( ?  )?[^ ]+( [^ ]+)?  +"
		prose(capital(body[i]))
		code(synopsis[i])
	}
	k = 0
	for (i = 1; i <= n; i++) {
		if (i == now || of[i] != of[now] || pages[i] ~ /^struct /)
			continue
		if (!k++)
			heading("FUNCTIONS AND MACROS")
		put(".TP\n.BR " cited(pages[i]) "\n" first(body[i]))
	}
	split("", also)
	for (name in overview)
		if (name != of[now])
			also[page_of[overview[name]]]
	see_also()
	close(file)
}

# cited(NAMES) - "a, b" as arguments of .BR: a (3), b (3)
function cited(names) {
	gsub(/, /, " \"(3), \" ", names)
	return names " (3)"
}

END {
	for (now = 1; now <= n; now++)
		if (pages[now] ~ /^struct /)
			continue
		else if (pages[now] == overview[of[now]])
			write_overview()
		else
			write_page()
}
