# SPDX-License-Identifier: MIT
#
# samples.awk - Google Benchmark's JSON to TSV, one line per sample.
#
#	awk -f samples.awk gb-01.json gb-02.json ... > samples.tsv
#
# Each file is one process.  Google Benchmark prints one key per line, so no
# JSON parser is needed; what does not look like that is refused.

BEGIN {
	OFS = "\t"
	OFMT = CONVFMT = "%.10g"
	file = "no input"
	unit["ns"] = 1
	unit["us"] = 1e3
	unit["ms"] = 1e6
	unit["s"] = 1e9
	print "question", "contender", "n", "process", "round", "items",
		"calls", "cpu_ns", "wall_ns", "canary_ns", "faults",
		"preempted", "start_s", "allocations", "peak_B", "role",
		"label"
}

function refuse(why) {
	printf "samples.awk: %s: %s\n", file, why | "cat 1>&2"
	failed = 1
	exit 1
}

function finish() {
	if (!complete)
		refuse("cut short: not a complete result")
	if (!rows)
		refuse("no samples in it")
}

function value(line) {
	sub(/^[^:]*: */, "", line)
	sub(/,$/, "", line)
	gsub(/^"|"$/, "", line)
	return line
}

function number(key) {
	if (!(key in field))
		refuse("a sample of " field["run_name"] " without " key)
	if (field[key] !~ /^[0-9]+([.][0-9]+)?([eE][-+]?[0-9][0-9]?)?$/)
		refuse(field["run_name"] ": " key " is not a number: " field[key])
	return field[key] + 0
}

function optional(key) {
	return key in field ? number(key) : "-"
}

function row(  name, label, scale) {
	if (field["run_type"] != "iteration")
		return
	sub(/(\/iterations:[0-9]+)?(\/process_time)?$/, "", field["run_name"])
	if (split(field["run_name"], name, "/") != 3)
		refuse("unexpected name: " field["run_name"])
	sub(/^n:/, "", name[3])
	split(field["label"], label, "|")
	scale = unit[field["time_unit"]]
	if (!scale)
		refuse("unexpected unit of time: " field["time_unit"])
	rows++
	print name[1], name[2], name[3], process, number("round"),
		number("items"), number("iterations"),
		("elsewhere_ns" in field ? number("elsewhere_ns") : \
			number("clock" in field ? "real_time" : "cpu_time") * \
			scale), number("real_time") * scale,
		number("canary_ns"), number("faults"), number("preempted"),
		number("start_s"), optional("allocations"), optional("peak_B"),
		label[1], label[2]
}

FNR == 1 {
	if (NR > 1)
		finish()
	file = FILENAME
	process++
	inside = complete = rows = 0
}
/^ *"benchmarks": \[/ { inside = 1; next }
!inside { next }
/^ *\{/ { split("", field); next }
/^ *\}/ && !complete { if ("run_name" in field) row(); split("", field) }
/^ *\]/ { complete = 1 }
/^ *"/ {
	key = $0
	sub(/^ *"/, "", key)
	sub(/".*/, "", key)
	field[key] = value($0)
}

END {
	if (!failed)
		finish()
}
