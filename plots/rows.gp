# SPDX-License-Identifier: MIT
# rows.gp - CPU time of whole programs per MiB of the file that they read.
# needs: rss.tsv
load 'plots/style.gp'
if (PHONE) { set rmargin at screen 0.66 } # of long names

eval TITLE(rows_title)
eval SUBTITLE(rows_sub)
eval FOOTER('user and system time of a fresh process, its start included'. \
	' · files in the page cache · MiB = 1024 KiB', 'rss.tsv')
eval YNAME('CPU time per MiB (log scale)')
eval XNAME('file size (log scale)')

NAMES = rows_names
ROWS(folder, i) = PICK(folder, 'rss.tsv', \
	'question=rows;contender='.word(NAMES, i), \
	'input_B cpu_low_s/input_B cpu_s/input_B cpu_high_s/input_B label role')
DATA(i) = ROWS(RUN, i)
BELOW(i) = ROWS(REF, i)
NOTE(i) = ''
Y(v) = v * 1e9 * 2**20
VALUE(y) = ns(y)
LOGY = 1; HEAD = 1.5; FROM = 0; TO = 0

set logscale x
set xtics @SIZES
set ytics ('100 µs' 1e5, '200 µs' 2e5, '500 µs' 5e5, '1 ms' 1e6, '2 ms' 2e6, \
	'5 ms' 5e6)
load 'plots/lines.gp'
