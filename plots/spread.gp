# SPDX-License-Identifier: MIT
# spread.gp - how the times of the same code are distributed.
# needs: noise.tsv
load 'plots/style.gp'

eval TITLE(spread_title)
eval SUBTITLE(spread_sub)
eval FOOTER('kernel density; samples beyond the right edge are in the '. \
	'numbers, not in the picture', 'noise.tsv')
eval XNAME('time per item')

set datafile separator whitespace # as in what set table writes
SAMPLES(folder) = PICK(folder, 'noise.tsv', '', 'item_ns')
WIDTH = 0.012 * spread_middle
FIRST = spread_least - 5 * WIDTH; BEYOND = spread_tail + 8 * WIDTH
# Ends without weight give the curve its tails.
WEIGHED(folder) = SAMPLES(folder)." | awk -v first=".sprintf('%.6f', FIRST). \
	" -v last=".sprintf('%.6f', BEYOND)." 'BEGIN { print first \"\\t0\"; ". \
	"print last \"\\t0\" } $1 < last { print $1 \"\\t1\" }'"
set samples 600
set table $CURVE
plot WEIGHED(RUN) using 1:2 smooth kdensity bandwidth WIDTH
unset table
stats $CURVE using 2 nooutput name 'K'
set table $BELOW
plot WEIGHED(REF) using 1:2 smooth kdensity bandwidth WIDTH
unset table
stats $BELOW using 2 nooutput name 'R'

set border 1; unset ytics; unset grid
set xrange [FIRST:BEYOND]; set yrange [(DUMB ? 0 : -0.42):1.25]
set format x '%.2f ns'
if (DUMB) {
	plot $CURVE using 1:($2 / K_max) with lines \
		title ' density of the samples'
} else {
	set rmargin at screen 0.965; set lmargin at screen 0.04
	if (PHONE) { set format x '%.2f'; set xlabel 'time per item, ns' }
	jitter(i) = 0.06 + 0.26 * (sin(i * 12.9898) * 43758.5453 - \
		floor(sin(i * 12.9898) * 43758.5453))
	set arrow from spread_mean, 0 to spread_mean, 0.5 nohead \
		lc rgb TEXT[EAGER] lw 1.5 front
	set label spread_mean_note at spread_mean, 0.52 left offset 0.6,0 \
		tc rgb INK font BOLD front
	set label spread_middle_note at spread_middle, 1.06 left \
		offset 0.6,0.4 tc rgb TEXT[STACKLESS] font BOLD front
	plot $CURVE using 1:(0):($2 / K_max) with filledcurves \
		lc rgb LINE[STACKLESS] fs transparent solid 0.18 noborder, \
	     $BELOW using 1:($2 / R_max) with lines ls 9, \
	     $CURVE using 1:($2 / K_max) with lines lc rgb LINE[STACKLESS] \
		lw 2.2, \
	     SAMPLES(RUN) using 1:(-jitter($0)) with points pt 7 ps 0.22 \
		lc rgb LINE[FLOOR]
}
