# SPDX-License-Identifier: MIT
# crossover.gp - time per item against N: where lazy overtakes the list.
# needs: time.tsv
load 'plots/style.gp'

eval TITLE(crossover_title)
eval SUBTITLE(crossover_sub)
eval FOOTER(how.', band = quartiles · '.machine.' · '.source.' · time.tsv')
eval YNAME('time per item (log scale)')
eval XNAME('N, number of items (log scale)')

array NAME[4] = ['loop', 'eager', 'stackless', 'stackful']
array ROLE[4] = [FLOOR, EAGER, STACKLESS, STACKFUL]
array END[4]; array PLACE[4]

TOP = 0; BOTTOM = 1e9
do for [i=1:4] {
	stats SERIES('squares', NAME[i]) using 2:4 nooutput name 'S'
	TOP = S_max_y > TOP ? S_max_y : TOP
	BOTTOM = S_min_x < BOTTOM ? S_min_x : BOTTOM
	END[i] = LAST(SERIES('squares', NAME[i]), 3) + 0
	PLACE[i] = log10(END[i])
}
stats SERIES('squares', 'eager') using 1 nooutput name 'N'
TOP = 1.6 * (TOP < 20 ? 20 : TOP); BOTTOM = 0.8 * BOTTOM

# Names stand where their lines end, but not on each other.
GAP = 0.13 * log10(TOP / BOTTOM)
do for [round=1:60] { do for [i=1:4] { do for [k=1:4] {
	if (i != k && END[i] >= END[k] && PLACE[i] - PLACE[k] < GAP) {
		MORE = (GAP - PLACE[i] + PLACE[k]) / 2
		PLACE[i] = PLACE[i] + MORE
		PLACE[k] = PLACE[k] - MORE
	}
} } }

set logscale xy
set xrange [0.8 * N_min:1.25 * N_max]
set yrange [BOTTOM:TOP]
set xtics ('10' 10, '100' 100, '1 k' 1e3, '10 k' 1e4, '100 k' 1e5, \
	'1 M' 1e6, '10 M' 1e7)
set ytics ('0.2 ns' 0.2, '0.5 ns' 0.5, '1 ns' 1, '2 ns' 2, '5 ns' 5, \
	'10 ns' 10, '20 ns' 20, '50 ns' 50, '100 ns' 100, '200 ns' 200, \
	'500 ns' 500, '1 µs' 1000)

if (crossover_n && !DUMB) {
	set object rect from crossover_n, graph 0 to graph 1, graph 1 \
		fc rgb LINE[EAGER] fs transparent solid 0.06 noborder behind
	set arrow from crossover_n, graph 0 to crossover_n, graph 1 nohead \
		lc rgb INK dt (4,4) lw 1 front
	set label 'lazy overtakes the list' at crossover_n, graph 0.955 \
		right offset -0.8,0 tc rgb INK font BOLD front
	set label crossover_note at crossover_n, graph 0.885 \
		right offset -0.8,0 tc rgb MUTED font FINE front
}
if (DUMB) {
	plot for [i=1:4] SERIES('squares', NAME[i]) using 1:3 with lines \
		title ' '.NAME[i].' '.ns(END[i])
} else {
	do for [i=1:4] {
		set label LAST(SERIES('squares', NAME[i]), 5)."\n".ns(END[i]) \
			at graph 1, first 10 ** PLACE[i] left offset 0.8,0.45 \
			tc rgb TEXT[ROLE[i]] font BOLD
	}
	plot for [i=1:4] SERIES('squares', NAME[i]) using 1:2:4 \
		with filledcurves lc rgb LINE[ROLE[i]], \
	     for [i=1:4] SERIES('squares', NAME[i]) using 1:3 \
		with linespoints ls ROLE[i]
}
