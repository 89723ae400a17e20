# SPDX-License-Identifier: MIT
#
# style.gp - one look for all charts.  gnuplot 5.4.
#
#	gnuplot -e "RUN='build/results/latest'; FACTS='facts.gp'; TERM='svg';
#		OUT='crossover.svg'" plots/crossover.gp
#
# A chart loads this first, sets its ranges and plots.  Its sentences and the
# numbers in them come from FACTS, which facts.awk has made from the tables in
# RUN.  Colours stand for meaning, the same in every chart: palette.tsv.

set encoding utf8
set datafile separator tab
load FACTS

color(name) = system("awk -F'\t' '$1 == \"".name. \
	"\" { print $2 }' plots/palette.tsv")
BG = color('BG'); INK = color('INK'); MUTED = color('MUTED')
AXIS = color('AXIS'); GRID = color('GRID')
ROLES = 'floor eager stackless stackful thread'
array LINE[5]; array TEXT[5]
upper(s) = system("echo ".s." | tr a-z A-Z")
do for [i=1:5] {
	LINE[i] = color(upper(word(ROLES, i)))
	TEXT[i] = color(upper(word(ROLES, i)).'_TEXT')
	# Line style i is role i; the marker says so again, without colour.
	set style line i lc rgb LINE[i] lw (i == 1 ? 1.8 : 2.6) \
		pt 3 + 2 * (i == 1 ? 5 : i == 2 ? 2 : i == 3 ? 1 : i == 4 ? 3 : 4) \
		ps (i == 1 ? 0 : 0.55)
}
FLOOR = 1; EAGER = 2; STACKLESS = 3; STACKFUL = 4; THREAD = 5

FONT = 'Liberation Sans'
FINE = FONT.',12'
BOLD = FONT.':Bold,13'
DUMB = TERM eq 'dumb'
if (TERM eq 'svg') {
	set terminal svg size 960,540 enhanced font FONT.',14' \
		background BG linewidth 1 butt dashlength 1
}
# Cairo counts points where SVG counts pixels: hence 1.5 for twice the size.
if (TERM eq 'png') {
	set terminal pngcairo size 1920,1080 enhanced font FONT.',14' \
		fontscale 1.5 linewidth 2 pointscale 2 background BG dashlength 0.7
}
if (DUMB) { set terminal dumb size 79,21 aspect 1 mono noenhanced }
if (exists('OUT')) { set output OUT }

set border 3 back lc rgb AXIS lw 1
set tics nomirror out scale 0.4 textcolor rgb MUTED font FONT.',13'
set grid ytics back lt 1 lc rgb GRID lw 1
set style fill transparent solid 0.16 noborder
if (DUMB) { unset grid; set key below Left reverse width 2 } else {
	unset key
	set lmargin at screen 0.085; set rmargin at screen 0.84
	set tmargin at screen 0.795; set bmargin at screen 0.165
}

# What surrounds the data: each is to be eval'ed.  On a terminal draw.sh has
# printed the title, and there is no room for the rest.
AT(where, font, ink, text) = DUMB ? '' : sprintf('set label "%s" at %s left '. \
	'font "%s" textcolor rgb "%s" front noenhanced', text, where, font, ink)
TITLE(s) = AT('screen 0.022,0.942', FONT.':Bold,19', INK, s)
SUBTITLE(s) = AT('screen 0.022,0.886', FONT.',14', MUTED, s)
FOOTER(s) = AT('screen 0.022,0.03', FONT.',11', MUTED, s)
YNAME(s) = DUMB ? sprintf('set title "%s"', s) : \
	AT('graph 0,1.045', FONT.',13', MUTED, s).' offset character -5,0'
XNAME(s) = DUMB ? sprintf('set xlabel "%s"', s) : \
	sprintf('set xlabel "%s" font "%s,13" textcolor rgb "%s" offset 0,%s', \
	s, FONT, MUTED, TERM eq 'svg' ? '0.55' : '0.25')

# Lines of time.tsv: one contender's sizes, as items and ns per item.
SERIES(question, contender) = "< awk -F'\t' -v OFS='\t' '$1 == \"". \
	question."\" && $2 == \"".contender."\" { print $3, $7 / $4, ". \
	"$8 / $4, $9 / $4, $15 }' ".RUN.'/time.tsv'
# Lines of rss.tsv or heap.tsv: one contender's.
OF(table, contender) = \
	"< awk -F'\t' '$1 == \"".contender."\"' ".RUN.'/'.table
LAST(command, field) = system(substr(command, 3, strlen(command)). \
	" | tail -n 1 | cut -f ".field)
ns(x) = x < 0.995 ? sprintf('%.2f ns', x) : x < 9.95 ? sprintf('%.1f ns', x) \
	: x < 999.5 ? sprintf('%.0f ns', x) : sprintf('%.1f µs', x / 1000)
