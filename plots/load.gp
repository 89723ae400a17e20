# SPDX-License-Identifier: MIT
# load.gp - time per number of loaders, by the size of their batches.
# needs: time.tsv load/loop load/loader load/shuffled load/ring load/worker load/workers
load 'plots/style.gp'

eval TITLE(load_title)
eval SUBTITLE(load_sub)
eval FOOTER(clock_how.', band = quartiles', 'time.tsv')
eval YNAME('time per number (log scale)')
eval XNAME('numbers in a batch (log scale)')

NAMES = 'loop loader shuffled ring worker workers'
DATA(i) = SERIES('load', word(NAMES, i))
BELOW(i) = OVER('load', word(NAMES, i))
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 1; HEAD = 1.5; FROM = 0; TO = 0

set logscale x
set xtics ('16' 16, '64' 64, '256' 256, '1 k' 1024, '4 k' 4096, '16 k' 16384)
set ytics @NS_STEPS
load 'plots/lines.gp'
