# SPDX-License-Identifier: MIT
# resume.gp - time of one resumption, ours and the peers', sorted.
# needs: time.tsv resume/stackful resume/stackless
load FACTS
BAR_ROWS = resume_bars
load 'plots/style.gp'

eval TITLE(resume_title)
eval SUBTITLE(resume_sub)
eval FOOTER(how.', whisker = quartiles', 'time.tsv')
eval XNAME('log scale: a grid line is ten times the one before')
QUESTION = 'resume'; N = resume_n
load 'plots/bars.gp'
