# SPDX-License-Identifier: MIT
# nest.gp - time per value against the generators that it comes through.
# needs: time.tsv nest/stackful nest/stackless nest/shallow
load 'plots/style.gp'

eval TITLE(nest_title)
eval SUBTITLE(nest_sub)
eval FOOTER(how.', band = quartiles', 'time.tsv')
eval YNAME('time per value (log scale)')
eval XNAME('generators that yield from each other (log scale)')

NAMES = nest_names
DATA(i) = SERIES('nest', word(NAMES, i))
BELOW(i) = OVER('nest', word(NAMES, i))
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 1; HEAD = 1.5; FROM = 0; TO = 0

set logscale x
set xtics @DECADES
set ytics @NS_STEPS
load 'plots/lines.gp'
