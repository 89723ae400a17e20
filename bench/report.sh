#!/bin/sh
# SPDX-License-Identifier: MIT
#
# report.sh - build/report/index.html, from the results that the charts in
# build/plots were drawn from.

set -u
LC_ALL=C
export LC_ALL
facts=${FACTS:-build/plots/facts.gp}
run=$(sed -n 's/^run = "\(.*\)"$/\1/p' $facts) || exit 1
sh bench/seal.sh check "$run" || exit 1
tables=
for table in env.json questions.tsv time.tsv verdict.tsv ratios.tsv \
		rss.tsv holds.tsv heap.tsv heap-input.tsv dhat.tsv calls.tsv \
		twin.tsv noise.tsv shuffle.tsv timeline.tsv flight.tsv; do
	[ ! -s "$run/$table" ] || tables="$tables $run/$table"
done
mkdir -p build/report || exit 1
awk -v run="$run" -v plots=build/plots -v style=bench/report.css \
	-v method=bench/method.html -v charts="$(echo $(sh plots/draw.sh names))" \
	-f plots/tables.awk -f bench/report.awk $tables \
	>build/report/index.html || exit 1
echo '  HTML build/report/index.html'
sh plots/draw.sh words
