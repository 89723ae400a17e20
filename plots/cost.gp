# SPDX-License-Identifier: MIT
# cost.gp - time to hand over one value, technique by technique, sorted.
# needs: time.tsv squares/stackless squares/stackful
load 'plots/style.gp'

eval TITLE(cost_title)
eval SUBTITLE(cost_sub)
eval FOOTER(how.', whisker = quartiles', 'time.tsv')
eval XNAME('log scale: a grid line is ten times the one before')
QUESTION = 'squares'; N = cost_n
load 'plots/bars.gp'
