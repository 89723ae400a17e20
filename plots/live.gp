# SPDX-License-Identifier: MIT
# live.gp - time to resume one of many generators that are alive.
# needs: time.tsv live/iterator live/stackless live/stackful
load 'plots/style.gp'

eval TITLE(live_title)
eval SUBTITLE(live_sub)
eval FOOTER(how.', band = quartiles', 'time.tsv')
eval YNAME('time per resumption (log scale)')
eval XNAME('generators alive (log scale)')

NAMES = live_names
DATA(i) = SERIES('live', word(NAMES, i))
BELOW(i) = OVER('live', word(NAMES, i))
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 1; HEAD = 1.5; FROM = 0; TO = 0

set logscale x
set xtics @DECADES
set ytics @NS_STEPS
load 'plots/lines.gp'
