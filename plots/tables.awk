# SPDX-License-Identifier: MIT
#
# tables.awk - read a run's tables by the names of their columns.
#
#	awk -f tables.awk -f PROGRAM env.json time.tsv ...
#
# Where PROGRAM's rules run, `table` is the name of the file without its
# ending, and at["median_ns"] the field of that column.  env["cpu"] and its like
# are what env.json says.  A line that does not fit its table is refused.

BEGIN { FS = "\t"; CONVFMT = OFMT = "%.9g" }

function refuse(why) {
	printf "%s:%d: %s: cut short or edited\n", FILENAME, FNR, why \
		| "cat 1>&2"
	refused = 1
	exit 1
}

# Of a line of ratios.tsv: who is compared, and x in the unit that it is told in.
function compared() {
	return at["label"] (at["against"] == "-" ? "" : \
		(at["measure"] == "time" ? " / " : " − ") at["label_against"])
}
function amount(x) {
	return sprintf("%.4g", at["measure"] == "bytes" ? x / 1024 : \
		unit_of() == " µs" ? x / 1000 : x)
}
function unit_of() {
	if (at["measure"] == "ns" && at["most"] >= 1000)
		return " µs"
	return at["measure"] == "time" ? "" : \
		at["measure"] == "bytes" ? " KiB" : " " at["measure"]
}

# What holds numbers; "-" stands for one that could not be measured.
function is_number_column(name) {
	return name ~ /_(ns|B|s|blocks|pairs|ratio)$/ || \
		name ~ /^(n|items|samples|quiet|faults|allocations|processes|pairs|ratio|value|most|low|high|floor|called|counted|instructions|resumed|calls|rows|duel|item|place)$/
}

FNR == 1 {
	table = FILENAME
	sub(/.*\//, "", table)
	sub(/\.[a-z]*$/, "", table)
	have[table] = 1
	files[++file_count] = FILENAME
	width = split($0, column, "\t")
	("tail -c 1 '" FILENAME "' | wc -l") | getline newlines
	if (newlines == 0)
		refuse("does not end with a line")
	split("", at)
}
FILENAME ~ /\.json$/ {
	if (match($0, /"[^"]*": "/)) {
		env_key[++env_keys] = substr($0, RSTART + 1, RLENGTH - 5)
		env_value = substr($0, RSTART + RLENGTH)
		sub(/",?$/, "", env_value)
		env[env_key[env_keys]] = env_value
	}
	if (/^}/)
		env_complete = 1
	next
}
FNR == 1 { next }
{
	if (/\r$/)
		refuse("a line of another system")
	if (NF != width)
		refuse(NF " columns, not " width)
	for (i = 1; i <= NF; i++) {
		at[column[i]] = $i
		if (is_number_column(column[i]) && $i != "-" && \
				$i !~ /^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$/)
			refuse("\"" $i "\" is no number")
	}
}
END {
	if (!refused && ("env" in have) && !env_complete) {
		print "env.json: cut short or edited" | "cat 1>&2"
		refused = 1
	}
	if (refused)
		exit 1
}
