#!/bin/sh
# SPDX-License-Identifier: MIT
#
# keep.sh - make the latest run the reference: its small tables and its charts
# are what assets/ shows to those who have not measured yet.

set -u
from=build/results/latest
to=assets/results/reference
for table in env.json time.tsv rss.tsv heap.tsv heap-input.tsv calls.tsv; do
	[ -s $from/$table ] || { echo "keep.sh: $from has no $table"; exit 1; }
done
mkdir -p $to assets/charts
for table in env.json time.tsv rss.tsv heap.tsv heap-input.tsv calls.tsv; do
	cp $from/$table $to/
done
sh plots/draw.sh svg reference
cp build/plots/*.svg build/plots/*.png assets/charts/
sed -n 's/^noise_title = "\(.*\)"$/\1/p' build/plots/facts.gp
