#!/bin/sh
# SPDX-License-Identifier: MIT
#
# smoke.sh - is the harness honest?  TAP on stdout, in seconds.
#
#	smoke.sh BUILD
#
# Nothing here looks at how long anything took.

set -u
programs=$1/bench
work=$1/bench/smoke
number=0
failed=0
BENCH_INPUT=build/bench/input
export BENCH_INPUT
rm -rf "$work"
mkdir -p "$work" || exit 1

# check NAME COMMAND... - one line of TAP: did the command succeed?
check() {
	name=$1
	shift
	number=$((number + 1))
	if "$@" >"$work/log" 2>&1; then
		echo "ok $number - bench: $name"
	else
		failed=1
		echo "not ok $number - bench: $name"
		sed 's/^/# /' "$work/log"
	fi
}

skip() {
	number=$((number + 1))
	echo "ok $number - bench: $1 # SKIP $2 not found"
}

run() {
	sh bench/run.sh "$1" smoke "$work/run"
}

# One line of time.tsv for each contender and size that was asked for.
complete() {
	awk -F '\t' 'FNR > 1 && $5 == 2 { n++ } FNR > 1 { all++ }
		END { exit !(all > 0 && n == all) }' "$work/run/time.tsv"
}

exact() {
	awk -F '\t' 'FNR > 1 { n++; bad += $3 != $2 + 1 || $4 != $2 + 1 }
		END { exit !(n == 2 && !bad) }' "$work/run/calls.tsv"
}

refused() {
	"$@" >/dev/null 2>"$work/said" && return 1
	grep -q 'cut short' "$work/said"
}

caught() {
	"$programs/gbench-liar" --sizes=1 --benchmark_filter=squares \
		--benchmark_min_time=0.0001 >"$work/liar.json" \
		2>"$work/said" && return 1
	grep -q 'squares/liar/n:10: error: answers 100, expected 285' \
		"$work/said" && ! grep -q squares/liar "$work/liar.json"
}

counted() {
	"$programs/once-count" squares "$1" 1000 | grep -q '	1001$'
}

# told CHANGE FACT WORDS - with CHANGE made to the times of eager, or of all,
# does the sentence FACT say WORDS?
told() {
	awk -F '\t' -v OFS='\t' "FNR > 1 $1 1" "$work/run/time.tsv" \
		>"$work/time.tsv"
	awk -f plots/facts.awk "$work/run/env.json" "$work/time.tsv" |
		grep "^$2 = \".*$3"
}

# slower FACTOR - the change that makes eager take FACTOR times as long.
slower() {
	echo "&& \$2 == \"eager\" { \$7 *= $1; \$8 *= $1; \$9 *= $1 }"
}
overlap='{ $7 = 0; $9 *= 1000 }'

recorded() {
	grep -q '"processes": "1"' "$work/run/env.json"
}

check 'a small run ends well' run "$1"
for kind in stackless stackful; do
	check "$kind: the library counts n + 1 resumptions" counted $kind
done
if [ -x "$programs/gbench" ]; then
	check 'all contenders answer alike and are timed' complete
	check 'a contender with a wrong answer is named, not timed' caught
	head -c 5000 "$work/run/gb-01.json" >"$work/cut.json"
	check 'a truncated result is refused' refused \
		awk -f bench/samples.awk "$work/cut.json"
	check 'no result is refused' refused awk -f bench/samples.awk /dev/null
	check 'the number of processes is recorded' recorded
	check 'a title does not claim a crossover where lazy always wins' \
		told "$(slower 1000)" crossover_title \
		'Lazy is faster than a list at every N'
	check 'nor where the list always wins' \
		told "$(slower 0.001)" crossover_title \
		'A list is faster than lazy at every N'
	check 'nothing is faster where the quartiles overlap' \
		told "$overlap" crossover_title 'within the noise at every N'
	check 'nor does a value cost more' \
		told "$overlap" cost_title 'with or without a stack'
	check 'nor is a file read faster' \
		told "$overlap" rows_title 'iterator over lines within the noise'
else
	skip 'timing' 'g++ or libbenchmark-dev'
fi
if command -v valgrind >/dev/null 2>&1; then
	check 'callgrind and the library count n + 1 resumptions' exact
else
	skip 'counts by callgrind' valgrind
fi
echo "1..$number"
exit $failed
