# SPDX-License-Identifier: MIT
# early.gp - time to find the first match, by where it is.
# needs: time.tsv first/eager first/stackless first/stackful first/stage
load 'plots/style.gp'

eval TITLE(early_title)
eval SUBTITLE(early_sub)
eval FOOTER(how.', band = quartiles', 'time.tsv')
eval YNAME('time to the answer (log scale)')
eval XNAME('the match is the n-th (log scale)')

NAMES = 'eager stackless stackful stage'
DATA(i) = SEARCH(RUN, i)
BELOW(i) = SEARCH(REF, i)
SEARCH(folder, i) = PICK(folder, 'time.tsv', \
	'question=first;contender='.word(NAMES, i), \
	'n q1_ns median_ns q3_ns label role')
NOTE(i) = ''
Y(v) = v
VALUE(y) = ns(y)
LOGY = 1; HEAD = 3; FROM = 0; TO = 0

set logscale x
set xtics @DECADES
set ytics @NS_DECADES
if (early_limit && WIDE) {
	set label early_note at 1, early_list left offset 0.5,0.9 \
		tc rgb TEXT[EAGER] font FINE front
}
load 'plots/lines.gp'
