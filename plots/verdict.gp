# SPDX-License-Identifier: MIT
# verdict.gp - every contender against its question's baseline, and these
# against themselves: which differences are real?
# needs: verdict.tsv questions.tsv
load FACTS
# As high as its rows want.
HEIGHT = int(170 + 15.5 * verdict_rows)
PHONE_HEIGHT = int(47 + 17 * verdict_rows)
OVER_AS = 'circle'
load 'plots/style.gp'

eval TITLE(verdict_title)
eval SUBTITLE(verdict_sub)
eval FOOTER(verdict_how, 'verdict.tsv')

# row, ratio, low, high, floor, verdict, label, question: a question's rows
# together, the baseline against itself first.
ROWS(folder) = '< awk -f plots/tables.awk -f plots/forest.awk '. \
	folder.'/questions.tsv '.folder.'/verdict.tsv'
BEHIND = ROWS(RUN).' '.REF.'/verdict.tsv'
stats ROWS(RUN) using 3:4 nooutput name 'S'
LOW = 0.6 * S_min_x; HIGH = 1.6 * S_max_y
LOW = LOW < 0.5 ? LOW : 0.5; HIGH = HIGH > 2 ? HIGH : 2
LAST_ROW = LAST(ROWS(RUN), 1) + 0
set logscale x
set border 1; unset ytics; unset grid
set grid xtics back lt 1 lc rgb GRID lw 1
set xrange [LOW:HIGH]; set yrange [LAST_ROW + 0.7:0.3]
set xtics ('1000× faster' 1e-3, '100×' 1e-2, '10× faster' 0.1, 'same' 1, \
	'10× slower' 10, '100×' 100, '1000×' 1e3, '10 000×' 1e4)
if (DUMB) {
	set xtics ('1000x faster' 1e-3, '10x faster' 0.1, 'same' 1, '10x slower' 10, \
		'1000x' 1e3)
	unset key
	plot ROWS(RUN) using 2:1 with points pt 'o'
} else {
	ratio(x) = x > 9.95 ? sprintf('%.0f× slower', x) : \
		x >= 1 ? sprintf('%.2f× slower', x) : \
		x > 0.1005 ? sprintf('%.2f× faster', 1 / x) : \
		sprintf('%.0f× faster', 1 / x)
	heading(question) = PHONE || question eq '-' ? ' ' : question
	name(question, label) = PHONE && question ne '-' ? \
		question.': '.label : label
	TINY = FONT.',12'
	set lmargin at screen (PHONE ? 0.48 : 0.31)
	set rmargin at screen (PHONE ? 0.985 : 0.86)
	set tmargin at screen (PHONE ? 1 - 4. / PHONE_HEIGHT : 1 - 80. / HEIGHT)
	set bmargin at screen (PHONE ? 43. / PHONE_HEIGHT : 90. / HEIGHT)
	if (PHONE) { set xtics ('100× faster' 0.01, 'same' 1, '100×' 100) }
	# The noise of each question, as a band.
	plot ROWS(RUN) using 2:1:(1 / (1 + $5)):(1 + $5):($1 - 0.5):($1 + 0.5) \
		with boxxyerror lc rgb MUTED fs transparent solid 0.2 noborder, \
	     BEHIND using 2:1 with points pt 6 ps (ALONE ? 0 : 0.5) \
		lc rgb MUTED, \
	     for [v in 'none slower faster'] ROWS(RUN) using \
		(strcol(6) eq v ? $2 : 1/0):1:3:4 with xerrorbars lw 1.6 pt 7 \
		ps 0.4 lc rgb (v eq 'none' ? MUTED : v eq 'slower' ? \
		LINE[EAGER] : LINE[STACKLESS]), \
	     ROWS(RUN) using (LOW):1:(name(strcol(8), strcol(7))) with labels \
		right offset -0.6,0 tc rgb INK font TINY noenhanced, \
	     ROWS(RUN) using (LOW):1:(heading(strcol(8))) with labels left \
		offset -36,0 tc rgb INK font FONT.':Bold,12', \
	     for [v in (PHONE ? '' : 'none slower faster')] ROWS(RUN) using \
		(strcol(6) eq v ? HIGH : 1/0):1:(v eq 'none' ? 'no verdict' : \
		ratio($2)) with labels left offset 0.6,0 tc rgb (v eq 'none' ? \
		MUTED : v eq 'slower' ? TEXT[EAGER] : TEXT[STACKLESS]) font TINY
}
