#!/bin/sh
# SPDX-License-Identifier: MIT
#
# keep.sh - make the latest run the reference: its small tables and its charts
# are what assets/ shows to those who have not measured yet.

set -u
from=build/results/latest
to=assets/results/reference
tables='env.json questions.tsv time.tsv verdict.tsv ratios.tsv rss.tsv
	holds.tsv heap.tsv heap-input.tsv dhat.tsv calls.tsv twin.tsv noise.tsv
	shuffle.tsv timeline.tsv flight.tsv'
sh bench/seal.sh check $from || exit 1
for table in $tables; do
	[ -s $from/$table ] || { echo "keep.sh: $from has no $table"; exit 1; }
done
mkdir -p $to assets/charts
for table in $tables; do
	cp $from/$table $to/
done
sh bench/seal.sh make $to
rm -f build/plots/*.png build/plots/*.svg
sh plots/draw.sh svg reference && rm -f build/plots/*-phone.svg &&
	cp build/plots/*.svg build/plots/*.png assets/charts/
