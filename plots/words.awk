# SPDX-License-Identifier: MIT
#
# words.awk - what a run's tables say, in words: titles, notes, alt texts.
#
#	awk -v origin=reference -v run=FOLDER -f tables.awk -f words.awk \
#		-f crossover.awk ... TABLE...
#
# Prints "name = value" lines that gnuplot can load and the report reads.  Beside
# each chart, NAME.gp, stands NAME.awk, which finds its sentences.  None is true
# by habit: each is chosen by comparing the numbers, and holds no number that
# was not in a table.  The sentences called *_title are the findings, in the
# order of the files on the command line.

table == "time" {
	key = at["question"] SUBSEP at["contender"] SUBSEP at["n"]
	pair = at["question"] SUBSEP at["contender"]
	items[key] = at["items"]
	per_item[key] = at["median_ns"] / at["items"]
	low[key] = at["low_ns"] == "-" ? "-" : at["low_ns"] / at["items"]
	high[key] = at["low_ns"] == "-" ? "-" : at["high_ns"] / at["items"]
	faults[key] = at["faults"] / at["items"]
	peak[key] = at["peak_B"]
	label[pair] = at["label"]
	if (!(pair in sizes))
		contender[at["question"], ++contenders[at["question"]]] = \
			at["contender"]
	size[pair, ++sizes[pair]] = at["n"]
	used = at["state"] == "quiet" ? at["quiet"] : \
		at["samples"] - at["quiet"]
	samples = !samples || used < samples ? used : samples
	quiet += at["quiet"]
	taken += at["samples"]
	shared += at["state"] == "shared"
	state[key] = at["state"]
}
table == "verdict" && at["a"] != at["b"] {
	key = at["question"] SUBSEP at["b"] SUBSEP at["n"]
	answer[key] = at["verdict"]
	paired[key] = at["ratio"]
	paired_low[key] = at["low"]
	paired_high[key] = at["high"]
	reason[key] = at["why"]
	baseline[at["question"]] = at["a"]
}
table == "verdict" { noise[at["question"]] = at["floor"] }
table == "questions" {
	asks[at["question"]] = at["asks"]
	duel[at["question"]] = at["duel"]
}

# ---- Numbers as people write them ----

function short(x) {
	return sprintf(x < 9.95 ? "%.1f" : "%.0f", x)
}

function ns(x) {
	if (x < 0.995)
		return sprintf("%.2f ns", x)
	if (x < 999.5)
		return short(x) " ns"
	if (x < 999500)
		return short(x / 1e3) " µs"
	return x < 999.5e6 ? short(x / 1e6) " ms" : short(x / 1e9) " s"
}

# Binary units, since the files and the list at the crossover are such sizes.
function bytes(x,   unit, i) {
	if (x < 1023.5)
		return sprintf("%.0f bytes", x)
	split("KiB MiB GiB TiB", unit, " ")
	for (; x >= 1023.5; i++)
		x /= 1024
	return (x == int(x) ? x : short(x)) " " unit[i]
}

function times(x) {
	return (x < 1.095 ? sprintf("%.2f", x) : x < 99.5 ? short(x) : \
		grouped(x)) "×"
}

function percent(part, all) {
	return sprintf(part == 0 || part >= 0.0095 * all ? "%.0f %%" : \
		"%.1f %%", 100 * part / all)
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

function plural(n, word) {
	return grouped(n) " " word (n == 1 ? "" : "s")
}

function text(name, value) {
	gsub(/["\\]/, "\\\\&", value)
	gsub(/\n/, "\\n", value)
	print name " = \"" value "\""
}

function max(a, b) {
	return a + 0 > b + 0 ? a + 0 : b + 0
}

# ---- Comparing ----

function known(q, c, n) {
	return (q, c, n) in per_item
}

# What can be said of a against b: "slower", "faster", "same" if all of the
# interval lies within the noise, else "unknown".  Nothing is called the same
# only because nobody could tell.
function against(q, a, b, n,   floor) {
	if (b == baseline[q] && (q, a, n) in answer)
		return judged(q, a, n)
	if (a == baseline[q] && (q, b, n) in answer)
		return opposite(judged(q, b, n))
	return apart(q, a, n, q, b, n)
}

function judged(q, c, n) {
	if (answer[q, c, n] != "none")
		return answer[q, c, n]
	return noise[q] > 0 && paired_low[q, c, n] != "-" && \
		paired_high[q, c, n] <= 1 + noise[q] && \
		paired_low[q, c, n] >= 1 / (1 + noise[q]) ? "same" : "unknown"
}

function opposite(what) {
	return what == "slower" ? "faster" : what == "faster" ? "slower" : what
}

# Two that have no pairs: their intervals must be apart by more than the noise,
# and both of a quiet core, or both of a shared one.
function apart(q, a, m, r, b, n,   floor) {
	floor = 1 + max(noise[q], 0.03)
	if (state[q, a, m] != state[r, b, n] || noise[q] == 0 || \
			low[q, a, m] == "-" || low[r, b, n] == "-")
		return "unknown"
	if (low[q, a, m] > floor * high[r, b, n])
		return "slower"
	if (floor * high[q, a, m] < low[r, b, n])
		return "faster"
	return high[q, a, m] <= floor * low[r, b, n] && \
		high[r, b, n] <= floor * low[q, a, m] ? "same" : "unknown"
}

# Why there is no verdict on a contender, for a sentence.
function because(q, c, n) {
	return (reason[q, c, n] == "" || reason[q, c, n] == "-") ? \
		"not enough quiet samples" : reason[q, c, n]
}

# How many times as long as b a takes; of neighbours where there are some.
function ratio(q, a, b, n) {
	if (b == baseline[q] && paired[q, a, n] > 0)
		return paired[q, a, n]
	if (a == baseline[q] && paired[q, b, n] > 0)
		return 1 / paired[q, b, n]
	return per_item[q, a, n] / per_item[q, b, n]
}

# "label: 3 ns, label: 4 ns." - of all contenders, at n or at their last size.
function costs(q, n,   i, c, out, last) {
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		last = n ? n : size[q, c, sizes[q, c]]
		if (known(q, c, last))
			out = out label[q, c] ": " ns(per_item[q, c, last]) \
				(n ? "" : " at n = " grouped(last)) ". "
	}
	return out
}

# The largest n that all contenders of a question were asked for.
function common(q,   i, n, least) {
	for (i = 1; i <= contenders[q]; i++) {
		n = size[q, contender[q, i], sizes[q, contender[q, i]]]
		least = !least || n < least ? n : least
	}
	return least
}

# The contenders, ours first; but not what takes as long as another one.
function names(q, ours,   i, c) {
	for (i = 1; i <= contenders[q]; i++) {
		c = contender[q, i]
		if (index(" " ours " ", " " c " ") == 0 && c !~ /-clang$/)
			ours = ours " " c
	}
	return ours
}

# Were all of these, separated by spaces, timed, at several sizes each?  An
# interrupted run may have one only.
function timed(q, list, least,   i, n, who) {
	n = split(list, who, " ")
	for (i = 1; i <= n; i++)
		if (sizes[q, who[i]] < (least ? least : 3))
			return 0
	return 1
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
	return (origin == "reference" ? "reference run, " : \
		origin == "own" ? "this machine's run, " : \
		"the run in " run ", ") day (env["interrupted"] == "yes" ? \
		", interrupted" : "")
}

# Is even the best of this run slower than earlier ones?  Of a first run the env
# says "unknown", which is a word: it becomes the number 0.
function known_busy() {
	return env["known_canary_ns"] + 0 > 0 && \
		env["canary_ns"] > 1.1 * env["known_canary_ns"]
}

# Said before the numbers, if there is something to say.
function busy() {
	if (taken && quiet < taken / 2)
		return "The machine was busy: only " percent(quiet, taken) \
			" of the samples had a core to themselves. Times " \
			"are higher than they could be." \
			(known_busy() ? " Its canary took " \
			times(env["canary_ns"] / env["known_canary_ns"]) \
			" as long as in earlier runs; if they are those of " \
			"another machine, remove build/results/canaries." : "")
	if (env["wall_per_cpu"] > 1.5 || env["preempted_per_ms"] > 1)
		return "The machine was busy when this run began; times " \
			"may be higher than they could be."
	return ""
}

END {
	text("run", run)
	text("machine", machine())
	text("source", source())
	text("busy", busy())
	text("over", over == "" ? "" : "reference run (" over ")")
	if ("time" in have) {
		how = "median of at least " samples " samples from " \
			env["processes"] " process" \
			(env["processes"] == 1 ? "" : "es") \
			(shared ? ", some on a core shared with others" : "")
		text("how", how " · CPU time")
		text("clock_how", how " · time on the clock")
	}
}
