#!/bin/sh
# SPDX-License-Identifier: MIT
#
# draw.sh - draw the charts of the reader's latest run, over the reference;
# the reference alone, if there is no such run.
#
#	draw.sh [svg|dumb|words|names] [reference | CHART...]
#
# svg leaves build/plots/NAME.svg, NAME-phone.svg, NAME.png and facts.gp; dumb
# draws in the terminal; words prints the findings alone, names the names of
# the charts.  "reference" draws the reference in any case; RUN=FOLDER draws
# that run.

set -u
LC_ALL=C
export LC_ALL
term=${1:-svg}

# The order of the charts is that of the findings.
charts='crossover memory heap rows traffic cost resume tree nest early batch load
	pays depth create live bytes counts shuffle overlap flight targets verdict
	noise spread'
case $term in svg|dumb|words|names) ;; *)
	echo "draw.sh: $term: svg, dumb or words" >&2
	exit 2
esac
if [ "$term" = names ]; then
	for name in $charts; do
		[ ! -e plots/$name.gp ] || echo $name
	done
	exit
fi

reference=assets/results/reference
run=$reference
origin=reference
over=                   # the reference, where it is drawn below
[ $# -eq 0 ] || shift
if [ "${1:-}" = reference ]; then
	shift
else
	if [ "${RUN:-}" ]; then
		[ -d "$RUN" ] || RUN=build/results/$RUN
		[ -d "$RUN" ] || { echo "$RUN: no such run" >&2; exit 1; }
		run=${RUN%/}
		origin=other
		case $run in build/results/*) origin=own ;; esac
	elif [ -s build/results/latest/env.json ]; then
		run=$(cd -P build/results/latest && pwd -P)
		run=build/results/${run##*/} # another may become the latest
		origin=own
	fi
fi
out=${PLOTS:-build/plots}
mkdir -p $out || exit 1
status=0
sh bench/seal.sh check "$run" || exit 1
case $run in *[!A-Za-z0-9._/-]*)
	echo "$run: a name with other than letters, digits and ._/-" >&2
	exit 1
esac
if [ "$run" != $reference ]; then
	sh bench/seal.sh check $reference || exit 1
	over=$reference
fi

# fact NAME - a sentence from facts.gp.
fact() {
	sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" $out/facts.gp
}

# value KEY FOLDER - from its env.json.
value() {
	sed -n "s/^ *\"$1\": \"\(.*\)\",*\$/\1/p" "$2/env.json"
}

tables=
for table in env.json questions.tsv verdict.tsv time.tsv ratios.tsv rss.tsv \
		holds.tsv heap.tsv heap-input.tsv calls.tsv twin.tsv noise.tsv \
		shuffle.tsv timeline.tsv flight.tsv; do
	[ ! -s "$run/$table" ] || tables="$tables $run/$table"
done
sentences=
for name in $charts; do
	sentences="$sentences -f plots/$name.awk"
done
awk -v origin=$origin -v run="$run" \
	-v over="${over:+$(value cpu $over), $(value date $over | cut -c 1-10)}" \
	-f plots/tables.awk -f plots/words.awk $sentences $tables \
	>$out/facts.gp || exit 1

# missing CHART - what it needs and is not there: a table, a contender, or as
# much of them as a sentence takes.
missing() {
	for need in $(sed -n 's/^# needs: //p' "$1"); do
		case $need in
		*/*) awk -F '\t' -v need="$need" \
			'$1 "/" $2 == need { found = 1; exit }
			END { exit !found }' "$run/time.tsv" 2>/dev/null ;;
		*) [ -s "$run/$need" ] ;;
		esac || { echo "$need"; return; }
	done
	[ "$(fact ${name}_title)" ] || echo 'enough of it'
}

# draw CHART TERMINAL FILE
draw() {
	LC_ALL=C.UTF-8 gnuplot -e "RUN = '$run'; REF = '$over'; \
		FACTS = '$out/facts.gp'; TERM = '$2'; NAME = '$name'; \
		MISSING = '$lost'; ${3:+OUT = '$3'}" $1
}

# svg NAME CHART - the picture for pages, for those of phones, and its PNG
# twin.
svg() {
	printf '  PLOT %s\n' $out/$1.svg
	for form in svg phone; do
		file=$out/$1.svg
		[ $form = svg ] || file=$out/$1-phone.svg
		draw $2 $form $out/$1.raw &&
		awk -v name=$1-$form -v title="$title" \
			-v alt="$alt" -f plots/svg.awk \
			plots/palette.tsv $out/$1.raw >$file || status=1
	done
	draw $2 png $out/$1.png || status=1
	rm -f $out/$1.raw
}

# bars NAME QUESTION TABLE
bars() {
	awk -v question=$2 -v n="$(sed -n "s/^$1_n = //p" $out/facts.gp)" \
		-f plots/tables.awk -f plots/bars.awk "$run/$3.tsv"
}

# text NAME - the charts of the terminal that need no gnuplot.
text() {
	case $1 in
	cost) bars $1 squares time ;;
	create|resume|traffic|tree) bars $1 $1 time ;;
	bytes) bars $1 live holds ;;
	targets) awk -f plots/tables.awk -f plots/reach.awk "$run/ratios.tsv" |
		awk -F '\t' '{ printf "  %-13s %-41s %s\n", $7, $6, $8 }' |
		sed 's/^  - /    /' ;;
	verdict) awk -f plots/tables.awk -f plots/forest.awk \
		"$run/questions.tsv" "$run/verdict.tsv" | awk -F '\t' '
		{ printf "  %-9s %-26s %9.3f×  %s\n", $8, $7, $2, \
			$6 == "none" ? "no verdict" : $6 }' |
		sed 's/^  - /    /' ;;
	esac
}

# words - the findings, for those who do not open a page.
words() {
	printf '\nFindings (%s):\n\n' "$(fact source)"
	[ -z "$(fact busy)" ] || { fact busy | fold -s -w 78; echo; }
	fact '[a-z]*_title' | while read -r title; do
		echo "- $title." | fold -s -w 78 | sed 's/ $//; 2,$s/^/  /'
	done
	printf '\nCharts in the terminal:  make plots TERM=dumb\n'
}

# dumb NAME CHART - in the terminal.
dumb() {
	printf '\n  %s\n\n' "$title"
	[ -z "$lost" ] || return
	case $1 in
	cost|resume|create|traffic|tree|bytes|targets|verdict)
		text $1 || status=1 ;;
	*) if command -v gnuplot >/dev/null 2>&1; then
		draw $2 dumb >$out/dumb.part || status=1
		tr -d '\f' <$out/dumb.part | sed 's/ *$//; /^$/d'
		rm -f $out/dumb.part
	   else
		echo '  skipped: (gnuplot not found: apt install gnuplot-nox)'
	   fi ;;
	esac
}

[ $term != words ] || { words; exit; }
if [ $term != dumb ] && ! command -v gnuplot >/dev/null 2>&1; then
	rm -f $out/*.svg $out/*.png     # of another run
	echo 'skipped: charts (gnuplot not found: apt install gnuplot-nox)'
	exit 0
fi
for name in ${*:-$charts}; do
	chart=plots/$name.gp
	case " $(echo $charts) " in *" $name "*) ;; *)
		echo "draw.sh: $name: no such chart" >&2
		exit 2
	esac
	[ -e $chart ] || continue
	title=$(fact ${name}_title)
	alt=$(fact ${name}_alt)
	lost=$(missing $chart)
	if [ -n "$lost" ]; then
		title="Nothing to draw: $lost has not been measured"
		alt=$title
		chart=plots/missing.gp
	fi
	if [ $term = dumb ]; then
		dumb $name $chart
	else
		svg $name $chart
	fi
done
exit $status
