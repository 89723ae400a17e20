# SPDX-License-Identifier: MIT
# cost.gp - time to hand over one value, technique by technique, sorted.
# needs: time.tsv
load 'plots/style.gp'

eval TITLE(cost_title)
eval SUBTITLE(cost_sub)
eval FOOTER(how.', tick = quartiles · '.machine.' · '.source.' · time.tsv')

# rank, q1, median, q3, role, label; fastest first
SORTED = "< awk -F'\t' -v OFS='\t' '$1 == \"squares\" && $3 == ".cost_n. \
	" { print $7 / $4, $8 / $4, $9 / $4, $14, $15 }' ".RUN."/time.tsv | ". \
	"sort -t '\t' -k 2,2n | awk -v OFS='\t' '{ print NR, $0 }'"
eval XNAME('log scale: a grid line is ten times the one before')
stats SORTED using 3 nooutput name 'C'
LOW = 0.6 * C_min; HIGH = 8 * C_max
ratio(x) = x < 1.005 * C_min ? '1×' : x < 9.95 * C_min ? \
	sprintf('%.1f×', x / C_min) : sprintf('%.0f×', x / C_min)

set lmargin at screen 0.215; set rmargin at screen 0.965
set logscale x
set border 0
unset ytics; unset grid
set grid xtics back lt 1 lc rgb GRID lw 1
set xrange [LOW:HIGH]; set yrange [C_records + 0.6:0.4]
set xtics ('0.1 ns' 0.1, '1 ns' 1, '10 ns' 10, '100 ns' 100, \
	'1 µs' 1e3, '10 µs' 1e4) scale 0
set label 'against the fastest' at HIGH, graph 1.045 right \
	tc rgb MUTED font FINE

role(i) = word(ROLES, i)
plot for [i=1:5] SORTED using (LOW):(strcol(5) eq role(i) ? $1 : 1/0) \
	:(LOW):3:($1 - 0.27):($1 + 0.27) \
	with boxxyerror lc rgb LINE[i] fs solid 0.9 noborder, \
     SORTED using 3:1:2:4 with xerrorbars lc rgb INK lw 1.2 pt 0 ps 0, \
     SORTED using (LOW):1:6 with labels right offset -1,0 \
	tc rgb INK font FONT.',13.5' noenhanced, \
     for [i=1:5] SORTED using (strcol(5) eq role(i) ? $4 : 1/0):1:(ns($3)) \
	with labels left offset 0.9,0 tc rgb TEXT[i] font FONT.':Bold,13.5', \
     SORTED using (HIGH):1:(ratio($3)) with labels right \
	tc rgb MUTED font FONT.',13'
