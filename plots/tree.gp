# SPDX-License-Identifier: MIT
# tree.gp - time to hand over a node of a recursive walk, sorted.
# needs: time.tsv tree/stackful tree/stackless
load FACTS
BAR_ROWS = tree_bars
load 'plots/style.gp'

eval TITLE(tree_title)
eval SUBTITLE(tree_sub)
eval FOOTER(how.', whisker = quartiles', 'time.tsv')
eval XNAME('log scale: a grid line is ten times the one before')
QUESTION = 'tree'; N = tree_n
load 'plots/bars.gp'
