# SPDX-License-Identifier: MIT
# create.gp - time of a generator's whole life, technique by technique, sorted.
# needs: time.tsv create/stackless create/stackful create/thread
load 'plots/style.gp'

eval TITLE(create_title)
eval SUBTITLE(create_sub)
eval FOOTER(how.', whisker = quartiles', 'time.tsv')
eval XNAME('log scale: a grid line is ten times the one before')
QUESTION = 'create'; N = create_n
load 'plots/bars.gp'
