# SPDX-License-Identifier: MIT
# targets.gp - what this library is meant to reach, and what it does.
# needs: ratios.tsv
load FACTS
# As high as its rows want; on a phone the names go above them.
HEIGHT = int(170 + 22 * targets_rows)
PHONE_HEIGHT = int(55 + 34 * targets_rows)
TABLE = 'ratios.tsv'; OVER_AS = 'circle'
load 'plots/style.gp'

eval TITLE(targets_title)
eval SUBTITLE(targets_sub)
eval FOOTER('median over the processes of the median of a round; '. \
	'bootstrap of processes, then rounds', 'ratios.tsv')

# row, value, low, high, verdict, label, question, words
ROWS = '< awk -f plots/tables.awk -f plots/reach.awk '.RUN.'/ratios.tsv'
BEHIND = ROWS.' '.REF.'/ratios.tsv'
LOW = 1; HIGH = 1
# Of values, if there are any.
do for [column=3:4] {
	stats ROWS using column nooutput name 'S'
	if (S_records > 0) {
		LOW = S_min < LOW ? S_min : LOW
		HIGH = S_max > HIGH ? S_max : HIGH
	}
}
LOW = 0.6 * LOW; HIGH = 1.6 * HIGH

NAME_UP = PHONE ? 0.26 : 0
NAME_SIDE = PHONE ? 'left offset 0.2,0' : 'right offset -0.8,0'
SAID_SIDE = PHONE ? 'right offset -0.2,0' : 'left offset 0.8,0'
heading(question) = question eq '-' ? ' ' : question
name(question, label) = PHONE && question ne '-' ? question.': '.label : label
LEAD = PHONE ? 0.2 : 0 # from there down to what is drawn
set logscale x
set border 1; unset ytics; unset grid
set grid xtics back lt 1 lc rgb GRID lw 1
set xrange [LOW:HIGH]; set yrange [targets_rows + 0.7:0.3]
set xtics ('1/1000' 1e-3, '1/100' 1e-2, '1/10' 0.1, 'target' 1, '10×' 10, \
	'100×' 100)
set object 1 rectangle from graph 0,0 to first 1, graph 1 behind \
	fc rgb MUTED fs transparent solid 0.12 noborder
set arrow 1 from first 1, graph 0 to first 1, graph 1 nohead lc rgb INK lw 1
TINY = FONT.',12'
set lmargin at screen (PHONE ? 0.03 : 0.43)
set rmargin at screen (PHONE ? 0.97 : 0.80)
set tmargin at screen (PHONE ? 1 - 4. / PHONE_HEIGHT : 1 - 80. / HEIGHT)
set bmargin at screen (PHONE ? 43. / PHONE_HEIGHT : 90. / HEIGHT)
plot BEHIND using 2:($1 + LEAD) with points pt 6 ps (ALONE ? 0 : 0.5) \
	lc rgb MUTED, \
     for [v in 'none missed met'] ROWS using (strcol(5) eq v ? $2 : NaN) \
	:($1 + LEAD):3:4 with xerrorbars lw 1.6 pt 7 ps 0.5 \
	lc rgb (v eq 'none' ? MUTED : v eq 'missed' ? LINE[EAGER] : \
	LINE[STACKLESS]), \
     ROWS using (LOW):($1 - NAME_UP):(name(strcol(7), strcol(6))) with labels \
	@NAME_SIDE tc rgb INK font TINY noenhanced, \
     ROWS using (LOW):1:(PHONE ? ' ' : heading(strcol(7))) with labels left \
	offset -48,0 tc rgb INK font FONT.':Bold,12' noenhanced, \
     for [v in 'none missing missed met'] ROWS using (strcol(5) eq v ? HIGH : NaN) \
	:($1 - NAME_UP):8 with labels @SAID_SIDE font TINY noenhanced \
	tc rgb (v eq 'met' ? TEXT[STACKLESS] : v eq 'missed' ? TEXT[EAGER] : MUTED)
