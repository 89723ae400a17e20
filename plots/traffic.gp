# SPDX-License-Identifier: MIT
# traffic.gp - the same job over a log as a pipeline, by hand, and in other
# languages, sorted.
# needs: time.tsv traffic/stages traffic/loop
load FACTS
BAR_ROWS = traffic_bars
load 'plots/style.gp'

eval TITLE(traffic_title)
eval SUBTITLE(traffic_sub)
eval FOOTER(how.', whisker = quartiles', 'time.tsv')
eval XNAME('log scale: a grid line is ten times the one before')
QUESTION = 'traffic'; N = traffic_n
load 'plots/bars.gp'
