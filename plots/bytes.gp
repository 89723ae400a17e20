# SPDX-License-Identifier: MIT
# bytes.gp - memory for each live generator, technique by technique, sorted.
# needs: holds.tsv
load FACTS
BAR_ROWS = bytes_bars; TABLE = 'holds.tsv'; HELD = 1
load 'plots/style.gp'

eval TITLE(bytes_title)
eval SUBTITLE(bytes_sub)
if (WIDE) { eval AT(FROM_TOP(84), FONT.',13', TEXT[EAGER], bytes_limits) }
eval FOOTER('resident memory that is no file''s, of a fresh process', 'holds.tsv')
eval XNAME('log scale: a grid line is four times the one before')
QUESTION = 'live'; N = bytes_n
load 'plots/bars.gp'
