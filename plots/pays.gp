# SPDX-License-Identifier: MIT
# pays.gp - time per sample with and without workers, by what it costs.
# needs: time.tsv overlap/ideal overlap/turns overlap/worker overlap/workers
load 'plots/style.gp'

eval TITLE(pays_title)
eval SUBTITLE(pays_sub)
eval FOOTER(clock_how.', band = quartiles', 'time.tsv')
eval YNAME('time per sample (log scale)')
eval XNAME('steps to load it, and as many to use it (log scale)')

NAMES = 'ideal turns worker workers'
DATA(i) = SERIES('overlap', word(NAMES, i))
BELOW(i) = OVER('overlap', word(NAMES, i))
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 1; HEAD = 6; FROM = 0; TO = 0

set logscale x
set xtics ('64' 64, '256' 256, '1 k' 1024, '4 k' 4096, '16 k' 16384, \
	'64 k' 65536, '256 k' 262144)
set ytics @NS_DECADES
load 'plots/lines.gp'
