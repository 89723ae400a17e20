# SPDX-License-Identifier: MIT
# depth.gp - time per item against the number of stages that it passes.
# needs: time.tsv depth/eager depth/loop depth/iterator depth/stackless depth/stackful depth/stage
load 'plots/style.gp'

eval TITLE(depth_title)
eval SUBTITLE(depth_sub)
eval FOOTER(how.', band = quartiles', 'time.tsv')
eval YNAME('time per item')
eval XNAME('stages')

NAMES = 'eager loop stackless stackful stage iterator'
DATA(i) = SERIES('depth', word(NAMES, i))
BELOW(i) = OVER('depth', word(NAMES, i))
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 0; HEAD = 1.1; FROM = 0.5; TO = 16.5

set xtics (1, 2, 4, 8, 12, 16)
set format y '%g ns'
set ytics add ('0' 0)
load 'plots/lines.gp'
