#!/bin/sh
# SPDX-License-Identifier: MIT
#
# draw.sh - draw the charts of the reader's latest run, else of the reference.
#
#	draw.sh [svg|dumb|words] [reference]
#
# svg leaves build/plots/NAME.svg, NAME.png and facts.gp; dumb draws in the
# terminal; words prints the findings alone.  "reference" draws the reference
# in any case.

set -u
LC_ALL=C
export LC_ALL
term=${1:-svg}
run=assets/results/reference
origin=reference
if [ "${2:-}" != reference ] && [ -s build/results/latest/env.json ]; then
	run=$(cd -P build/results/latest && pwd -P)
	run=build/results/${run##*/}    # another may become the latest
	origin=own
fi
out=build/plots
mkdir -p $out || exit 1
status=0

# fact NAME - a sentence from facts.gp.
fact() {
	sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" $out/facts.gp
}

tables=
for table in env.json time.tsv rss.tsv heap.tsv heap-input.tsv calls.tsv
do
	[ ! -s $run/$table ] || tables="$tables $run/$table"
done
[ -n "$tables" ] || { echo "draw.sh: no results in $run"; exit 1; }
awk -v origin=$origin -v run=$run -f plots/facts.awk $tables >$out/facts.gp || exit 1

# missing CHART - the first table that it needs and that is not there.
missing() {
	for table in $(sed -n 's/^# needs: //p' "$1"); do
		[ -s $run/$table ] || { echo $table; return; }
	done
}

# draw CHART TERMINAL FILE
draw() {
	LC_ALL=C.UTF-8 gnuplot -e "RUN = '$run'; FACTS = '$out/facts.gp'; TERM = '$2'; \
		NAME = '$name'; MISSING = '$lost'; ${3:+OUT = '$3'}" $1
}

# svg NAME CHART - the picture for pages, and its PNG twin.
svg() {
	printf '  PLOT %s\n' $out/$1.svg
	draw $2 svg $out/$1.raw &&
	awk -v name=$1 -v title="$title" -v alt="$(fact ${1}_alt)" \
		-f plots/svg.awk \
		plots/palette.tsv $out/$1.raw >$out/$1.svg &&
	draw $2 png $out/$1.png || status=1
	rm -f $out/$1.raw
}

# bars - the one chart of the terminal that needs no gnuplot.
bars() {
	[ -s $run/time.tsv ] || return
	printf '\n  %s\n\n  time per value (log scale)\n' "$(fact cost_title)"
	awk -v n="$(sed -n 's/^cost_n = //p' $out/facts.gp)" \
		-f plots/bars.awk $run/time.tsv
}

# words - the findings, for those who do not open a page.
words() {
	printf '\nFindings (%s):\n\n' "$(fact source)"
	fact '[a-z]*_title' | while read -r title; do
		echo "- $title." | fold -s -w 78 | sed 's/ $//; 2,$s/^/  /'
	done
	printf '\nCharts in the terminal:  make plots TERM=dumb\n'
}

case $term in
words) words; exit ;;
dumb) bars ;;
esac
if ! command -v gnuplot >/dev/null 2>&1; then
	rm -f $out/*.svg $out/*.png     # of another run
	echo 'skipped: charts (gnuplot not found: apt install gnuplot-nox)'
	exit 0
fi
for chart in $(grep -l '^# needs:' plots/*.gp); do
	name=${chart##*/}
	name=${name%.gp}
	title=$(fact ${name}_title)
	lost=$(missing $chart)
	if [ -n "$lost" ]; then
		title="Nothing to draw: $lost has not been measured"
		chart=plots/missing.gp
	fi
	case $term,$name in
	dumb,cost) ;;
	dumb,*)
		printf '\n  %s\n\n' "$title"
		[ -n "$lost" ] || draw $chart dumb | tr -d '\f' | sed 's/ *$//; /^$/d' ;;
	*) svg $name $chart ;;
	esac
done
exit $status
