# SPDX-License-Identifier: MIT
# crossover.gp - time per item against N: where lazy overtakes the list.
# needs: time.tsv squares/loop squares/eager squares/stackless squares/stackful
load 'plots/style.gp'

eval TITLE(crossover_title)
eval SUBTITLE(crossover_sub)
eval FOOTER(how.', band = quartiles', 'time.tsv')
eval YNAME('time per item (log scale)')
eval XNAME('N, number of items (log scale)')

NAMES = 'loop eager stackless stackful'
DATA(i) = SERIES('squares', word(NAMES, i))
BELOW(i) = OVER('squares', word(NAMES, i))
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 1; HEAD = 1.8; FROM = 0; TO = 0

set logscale x
set xtics @DECADES
set ytics @NS_STEPS
if (crossover_n && !DUMB) {
	set object rect from crossover_n, graph 0 to graph 1, graph 1 \
		fc rgb LINE[EAGER] fs transparent solid 0.06 noborder behind
	set arrow from crossover_n, graph 0 to crossover_n, graph 1 nohead \
		lc rgb INK dt (4,4) lw 1 front
}
if (crossover_n && WIDE) {
	set label 'lazy overtakes the list' at crossover_n, graph 0.955 \
		right offset -0.8,0 tc rgb INK font BOLD front
	set label crossover_note at crossover_n, graph 0.885 \
		right offset -0.8,0 tc rgb MUTED font FINE front
}
load 'plots/lines.gp'
