#!/bin/sh
# SPDX-License-Identifier: MIT
#
# report.sh - build/report/index.html, from the results that the charts in
# build/plots were drawn from.

set -u
LC_ALL=C
export LC_ALL
facts=build/plots/facts.gp
run=$(sed -n 's/^run = "\(.*\)"$/\1/p' $facts) || exit 1
tables=
for table in env.json time.tsv rss.tsv heap.tsv calls.tsv; do
	[ ! -s "$run/$table" ] || tables="$tables $run/$table"
done
mkdir -p build/report || exit 1
awk -v run="$run" -v plots=build/plots -f bench/report.awk $facts $tables \
	>build/report/index.html || exit 1
echo '  HTML build/report/index.html'
sh plots/draw.sh words
