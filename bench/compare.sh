#!/bin/sh
# SPDX-License-Identifier: MIT
#
# compare.sh - what changed from run A to run B?
#
#	compare.sh BUILD A B
#
# A and B are folders with results, or names of folders in build/results.
# Everything that is exact is compared to the byte; times get a verdict only
# where the difference is larger than the noise.

set -u
LC_ALL=C
export LC_ALL
if [ -z "$2" ] || [ -z "$3" ]; then
	echo 'usage: make bench-compare A=RUN B=RUN, where the runs are'
	ls -1 build/results 2>/dev/null | grep -v 'latest\|canaries' |
		sed 's/^/	/'
	exit 2
fi

folder() {
	for at in "$1" "build/results/$1"; do
		[ ! -d "$at" ] || { echo "$at"; return; }
	done
	echo "bench-compare: no run called $1 in build/results" >&2
	return 1
}
a=$(folder "$2") && b=$(folder "$3") || exit 2
for run in "$a" "$b"; do
	sh bench/seal.sh check "$run" || exit 1
	[ -s "$run/samples.tsv" ] || {
		echo "$run: no samples.tsv, which times are compared by" >&2
		exit 1
	}
done

echo "A  $a"
echo "B  $b"
awk -f bench/exact.awk "$a/env.json" "$b/env.json"
table=$(mktemp) && trap 'rm -f "$table"' EXIT
# The faster canary of the two is the measure of quiet for both.
BENCH_CANARY=$(cat "$a/env.json" "$b/env.json" |
	sed -n 's/.*"canary_ns": "\([0-9.]*\)".*/\1/p' | sort -g | head -n 1)
export BENCH_CANARY
"$1/bench/compare" "$a/samples.tsv" "$b/samples.tsv" >"$table" || exit 1
awk -f bench/differences.awk "$table"
for name in time calls; do
	[ ! -s "$a/$name.tsv" ] || [ ! -s "$b/$name.tsv" ] ||
		awk -f bench/exact.awk "$a/$name.tsv" "$b/$name.tsv"
done
