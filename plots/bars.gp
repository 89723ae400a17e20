# SPDX-License-Identifier: MIT
#
# bars.gp - the contenders of QUESTION at N, as bars on a log scale, the least
# first; a dotted tick is the reference's.  Of each the time per item, or if
# HELD, the memory that it holds.

if (!exists('HELD')) { HELD = 0 }
BARS(folder) = PICK(folder, HELD ? 'holds.tsv' : 'time.tsv', \
	'question='.QUESTION.';n='.N, (HELD ? 'held_B/n held_B/n held_B/n' : \
	'median_ns/items q1_ns/items q3_ns/items').' role contender label')
amount(x) = HELD ? size(x) : ns(x)
SORTED = BARS(RUN)." | sort -g | awk -v OFS='\t' '{ print NR, $0 }'"
# The reference's values, in the order of this run's bars.
BEHIND = "< { ".substr(BARS(RUN), 3, 999)." | sort -g; echo; ". \
	substr(BARS(REF), 3, 999)."; } | awk -F'\t' ". \
	"-v OFS='\t' 'NF == 0 { second = 1; next } !second { row[$5] = NR; next } ". \
	"$5 in row { print row[$5], $1 }'"
stats SORTED using 2 nooutput name 'C'
LOW = 0.6 * C_min; HIGH = (PHONE ? 3 : 20) * C_max
ratio(x) = x < 1.005 * C_min ? '1×' : x < 9.95 * C_min ? \
	sprintf('%.1f×', x / C_min) : x < 9950 * C_min ? \
	sprintf('%.0f×', x / C_min) : sprintf('%.0f 000×', x / C_min / 1000)
role(i) = word(ROLES, i)

set logscale x
set border 0
unset ytics; unset grid
set grid xtics back lt 1 lc rgb GRID lw 1
set xrange [LOW:HIGH]; set yrange [C_records + 0.6:0.4]
if (HELD) { set xtics @SMALL_SIZES scale 0 } else { set xtics @NS_DECADES scale 0 }
THICK = PHONE ? 0.16 : 0.27
if (PHONE) {
	# The names go above the bars, where a narrow page has room.
	set lmargin at screen 0.03; set rmargin at screen 0.97
	if (!HELD) { set xtics ('1 ns' 1, '100 ns' 100, '10 µs' 1e4, '1 ms' 1e6) }
	plot for [i=1:5] SORTED using (LOW):(strcol(5) eq role(i) ? $1 + 0.15 : 1/0) \
		:(LOW):2:($1 + 0.15 - THICK):($1 + 0.15 + THICK) \
		with boxxyerror lc rgb LINE[i] fs solid 0.9 noborder, \
	     SORTED using (LOW):($1 - 0.24):7 with labels left offset 0.2,0 \
		tc rgb INK font FONT.',12' noenhanced, \
	     for [i=1:5] SORTED using (strcol(5) eq role(i) ? HIGH : 1/0) \
		:($1 - 0.24):(amount($2)) with labels right \
		tc rgb TEXT[i] font FONT.':Bold,12'
} else {
	set lmargin at screen 0.215; set rmargin at screen 0.965
	set label 'against the '.(HELD ? 'least' : 'fastest') at HIGH, graph 1.045 right \
		tc rgb MUTED font FINE
	plot for [i=1:5] SORTED using (LOW):(strcol(5) eq role(i) ? $1 : 1/0) \
		:(LOW):2:($1 - THICK):($1 + THICK) \
		with boxxyerror lc rgb LINE[i] fs solid 0.9 noborder, \
	     BEHIND using 2:1:(0):(ALONE ? 0 : 0.4) \
		with vectors nohead lc rgb INK lw 1.4 dt (2,3), \
	     BEHIND using 2:1:(0):(ALONE ? 0 : -0.4) \
		with vectors nohead lc rgb INK lw 1.4 dt (2,3), \
	     SORTED using (HELD ? 1/0 : $2):1:3:4 with xerrorbars lc rgb INK lw 1.2 pt 0 ps 0, \
	     SORTED using (LOW):1:7 with labels right offset -1,0 \
		tc rgb INK font FONT.',13.5' noenhanced, \
	     for [i=1:5] SORTED using (strcol(5) eq role(i) ? $4 : 1/0):1:(amount($2)) \
		with labels left offset 0.9,0 tc rgb TEXT[i] font FONT.':Bold,13.5', \
	     SORTED using (HIGH):1:(ratio($2)) with labels right \
		tc rgb MUTED font FONT.',13'
}
