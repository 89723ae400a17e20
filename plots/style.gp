# SPDX-License-Identifier: MIT
#
# style.gp - one look for all charts.  gnuplot 5.4.
#
#	gnuplot -e "RUN='build/results/latest'; REF=''; FACTS='facts.gp';
#		TERM='svg'; OUT='crossover.svg'" plots/crossover.gp
#
# A chart loads this first, sets its ranges and plots, or leaves that to
# lines.gp or bars.gp.  A TABLE that it names before may be missing in REF.  Its
# sentences and the numbers in them come from FACTS,
# which NAME.awk has made from the tables in RUN.  REF is a run to draw faintly
# below, or empty.  Colours stand for meaning, the same in every chart:
# palette.tsv.

set encoding utf8
set datafile separator tab
load FACTS
# With nothing to draw over, a run covers itself.
if (exists('TABLE') && REF ne '' && system('ls '.REF.'/'.TABLE.' 2>&-') eq '') {
	REF = ''; over = ''
}
ALONE = REF eq ''
if (ALONE) { REF = RUN }

color(name) = system("awk -F'\t' '$1 == \"".name. \
	"\" { print $2 }' plots/palette.tsv")
BG = color('BG'); INK = color('INK'); MUTED = color('MUTED')
AXIS = color('AXIS'); GRID = color('GRID')
ROLES = 'floor eager stackless stackful thread'
array LINE[5]; array TEXT[5]
upper(s) = system("echo ".s." | tr a-z A-Z")
do for [i=1:5] {
	LINE[i] = color(upper(word(ROLES, i)))
	TEXT[i] = color(upper(word(ROLES, i)).'_TEXT')
	# Line style i is role i; the marker says so again, without colour.
	set style line i lc rgb LINE[i] lw (i == 1 ? 1.8 : 2.6) \
		pt 3 + 2 * (i == 1 ? 5 : i == 2 ? 2 : i == 3 ? 1 : i == 4 ? 3 : 4) \
		ps (i == 1 ? 0 : 0.55)
	# And 10 + i the second line of a role, dashed.
	set style line 10 + i lc rgb LINE[i] lw 2 dt (6,3) pt 0 ps 0
}
FLOOR = 1; EAGER = 2; STACKLESS = 3; STACKFUL = 4; THREAD = 5
role_of(s) = s eq 'floor' ? 1 : s eq 'eager' ? 2 : s eq 'stackless' ? 3 : \
	s eq 'stackful' ? 4 : 5
set style line 9 lc rgb MUTED lw 1.4 dt (2,3) pt 0 ps 0

FONT = 'Liberation Sans'
FINE = FONT.',12'
BOLD = FONT.':Bold,13'
DUMB = TERM eq 'dumb'
PHONE = TERM eq 'phone'
WIDE = !DUMB && !PHONE  # there is room for notes
# As high as so many bars want, or as all others.
if (exists('BAR_ROWS')) { HEIGHT = 210 + 30 * BAR_ROWS; PHONE_HEIGHT = 100 + 28 * BAR_ROWS }
if (!exists('HEIGHT')) { HEIGHT = 540; PHONE_HEIGHT = 380 }
if (TERM eq 'svg') {
	set terminal svg size 960,HEIGHT enhanced font FONT.',14' \
		background BG linewidth 1 butt dashlength 1
}
if (PHONE) {
	set terminal svg size 400,PHONE_HEIGHT enhanced font FONT.',14' \
		background BG linewidth 1 butt dashlength 1
}
# Cairo counts points where SVG counts pixels: hence 1.5 for twice the size.
if (TERM eq 'png') {
	set terminal pngcairo size 1920,2 * HEIGHT enhanced font FONT.',14' \
		fontscale 1.5 linewidth 2 pointscale 2 background BG dashlength 0.7
}
if (DUMB) { set terminal dumb size 79,21 aspect 1 mono noenhanced }
if (exists('OUT')) { set output OUT }

set border 3 back lc rgb AXIS lw 1
set tics nomirror out scale 0.4 textcolor rgb MUTED font FONT.',13'
set grid ytics back lt 1 lc rgb GRID lw 1
set style fill transparent solid 0.16 noborder
unset key
if (DUMB) { unset grid; set key below Left reverse width 2 }
if (WIDE) {
	set lmargin at screen 0.085; set rmargin at screen 0.82
	set tmargin at screen 1 - 110. / HEIGHT
	set bmargin at screen 100. / HEIGHT
}
if (PHONE) {
	set lmargin at screen 0.14; set rmargin at screen 0.73
	set tmargin at screen 1 - 38. / PHONE_HEIGHT
	set bmargin at screen 63. / PHONE_HEIGHT
}

# What surrounds the data: each is to be eval'ed.  On a terminal draw.sh has
# printed the title, on a phone the page shows it as text.
AT(where, font, ink, text) = sprintf('set label "%s" at %s left '. \
	'font "%s" textcolor rgb "%s" front noenhanced', text, where, font, ink)
FROM_TOP(y) = sprintf('screen 0.022,%.4f', 1 - 1. * y / HEIGHT)
TITLE(s) = WIDE ? AT(FROM_TOP(31), FONT.':Bold,19', INK, s) : ''
SUBTITLE(s) = WIDE ? AT(FROM_TOP(62), FONT.',14', MUTED, s) : ''
# How it was measured; then where, and in which table it stands.
FOOTER(s, table) = WIDE ? AT(FROM_TOP(HEIGHT - 33), FONT.',11', MUTED, s).'; '. \
	AT(FROM_TOP(HEIGHT - 15), FONT.',11', MUTED, machine.' · '.source. \
	(over eq '' ? '' : ' · '.(exists('OVER_AS') ? OVER_AS : 'dotted'). \
	' = '.over).' · '.table) : ''
YNAME(s) = DUMB ? sprintf('set title "%s"', s) : \
	AT('graph 0,1.045', FONT.',13', MUTED, s).' offset character -5,0'
XNAME(s) = DUMB ? sprintf('set xlabel "%s"', s) : \
	sprintf('set xlabel "%s" font "%s,13" textcolor rgb "%s" offset 0,%s', \
	s, FONT, MUTED, TERM eq 'png' ? '0.25' : '0.55')

# Lines of a table in a run, some columns: see pick.awk.
PICK(folder, table, where, show) = "< awk -v where='".where."' -v show='". \
	show."' -f plots/tables.awk -f plots/pick.awk ".folder.'/'.table
SERIES_IN(folder, question, contender) = PICK(folder, 'time.tsv', \
	'question='.question.';contender='.contender, \
	'n q1_ns/items median_ns/items q3_ns/items label role')
SERIES(question, contender) = SERIES_IN(RUN, question, contender)
OVER(question, contender) = SERIES_IN(REF, question, contender)
LAST(command, field) = system(substr(command, 3, strlen(command)). \
	" | tail -n 1 | cut -f ".field)

ns(x) = x < 0.995 ? sprintf('%.2f ns', x) : x < 9.95 ? sprintf('%.1f ns', x) \
	: x < 999.5 ? sprintf('%.0f ns', x) : \
	x < 9950 ? sprintf('%.1f µs', x / 1e3) : \
	x < 999500 ? sprintf('%.0f µs', x / 1e3) : sprintf('%.1f ms', x / 1e6)
size(x) = x < 1023.5 ? sprintf('%.0f bytes', x) : \
	x < 10188 ? sprintf('%.1f KiB', x / 1024) : sprintf('%.0f KiB', x / 1024)
DECADES = "('1' 1, '10' 10, '100' 100, '1 k' 1e3, '10 k' 1e4, '100 k' 1e5, ". \
	"'1 M' 1e6, '10 M' 1e7)"
NS_DECADES = "('0.1 ns' 0.1, '1 ns' 1, '10 ns' 10, '100 ns' 100, ". \
	"'1 µs' 1e3, '10 µs' 1e4, '100 µs' 1e5, '1 ms' 1e6, '10 ms' 1e7)"
NS_STEPS = "('0.1 ns' 0.1, '0.2 ns' 0.2, '0.5 ns' 0.5, '1 ns' 1, '2 ns' 2, ". \
	"'5 ns' 5, '10 ns' 10, '20 ns' 20, '50 ns' 50, '100 ns' 100, ". \
	"'200 ns' 200, '500 ns' 500, '1 µs' 1000)"
SMALL_SIZES = "('4' 4, '16' 16, '64 bytes' 64, '256' 256, '1 KiB' 1024, ". \
	"'4 KiB' 4096, '16 KiB' 2**14, '64 KiB' 2**16)"
SIZES = "('1 MiB' 2**20, '16 MiB' 2**24, '256 MiB' 2**28, ". \
	"'4 GiB' 2.**32, '64 GiB' 2.**36, '1 TiB' 2.**40)"
