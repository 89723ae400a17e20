# SPDX-License-Identifier: MIT
# batch.gp - values per second, by how many are handed over at a time.
# needs: time.tsv batch/eager batch/stackless batch/stackful
load 'plots/style.gp'

eval TITLE(batch_title)
eval SUBTITLE(batch_sub)
eval FOOTER(how.', band = quartiles', 'time.tsv')
eval YNAME('values per second')
eval XNAME('batch size, values handed over per resumption (log scale)')

NAMES = 'eager stackless stackful'
DATA(i) = SERIES('batch', word(NAMES, i))
BELOW(i) = OVER('batch', word(NAMES, i))
NOTE(i) = ''
Y(v) = 1e3 / v
VALUE(y) = sprintf('%.0f M/s', y)
LOGY = 0; HEAD = 1.2; FROM = 0; TO = 0

set logscale x
set xtics ('1' 1, '4' 4, '16' 16, '64' 64, '256' 256, '1 k' 1024, \
	'4 k' 4096, '16 k' 16384, '64 k' 65536, 'all' batch_all)
if (PHONE) {
	set lmargin at screen 0.2
	set xtics ('1' 1, '16' 16, '256' 256, '4 k' 4096, '64 k' 65536)
}
set format y '%g M/s'
set ytics add ('0' 0)
if (WIDE) {
	set arrow from batch_knee, graph 0 to batch_knee, graph 1 nohead \
		lc rgb INK dt (4,4) lw 1 front
	set label batch_note at batch_knee, graph 0.10 left offset 0.8,0 \
		tc rgb INK font FINE front
}
load 'plots/lines.gp'
