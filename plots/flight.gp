# SPDX-License-Identifier: MIT
# flight.gp - how many batches there are at once.
# needs: flight.tsv
TABLE = 'flight.tsv'
load 'plots/style.gp'

eval TITLE(flight_title)
eval SUBTITLE(flight_sub)
eval FOOTER('one run each, with two workers; loading waits, as for a disk; '. \
	'using keeps a CPU busy, for three times as long', TABLE)
eval YNAME('batches in memory')
eval XNAME('milliseconds since the first batch was begun')

MS = 1e6
FLIGHT(folder, prefetch) = PICK(folder, TABLE, 'prefetch='.prefetch, \
	'at_ns batches')
N = words(flight_sets)
LASTMS = 0
do for [p in '0 '.flight_sets] {
	stats FLIGHT(RUN, p) using 1 nooutput name 'S'
	LASTMS = S_max / MS > LASTMS ? S_max / MS : LASTMS
}
set rmargin at screen (DUMB ? 0.95 : 0.965)
set xrange [0:1.01 * LASTMS]; set yrange [0:1.14 * flight_eager]
if (DUMB) {
	plot for [p in '0 '.flight_sets] FLIGHT(RUN, p) using ($1/MS):2 \
		with steps title ' '.(p eq '0' ? 'eager' : 'prefetch '.p)
} else {
	set label 'all loaded first: '.sprintf('%.0f', flight_eager) at \
		flight_eager_at / MS, flight_eager left offset 0,0.8 \
		tc rgb TEXT[EAGER] font BOLD
	do for [p in flight_sets] {
		set label (PHONE ? p : 'prefetch '.p.': at most '. \
			value('flight_most_'.p)) at LASTMS * 0.16, \
			value('flight_most_'.p) left offset 0,0.75 \
			tc rgb TEXT[THREAD] font BOLD front
	}
	plot FLIGHT(RUN, '0') using ($1/MS):2 with fillsteps \
		fc rgb LINE[EAGER] fs transparent solid 0.13 noborder, \
	     for [p in '0 '.flight_sets] FLIGHT(REF, p) using ($1/MS):2 \
		with steps ls 9, \
	     FLIGHT(RUN, '0') using ($1/MS):2 with steps lc rgb LINE[EAGER] lw 3, \
	     for [p in flight_sets] FLIGHT(RUN, p) using ($1/MS):2 \
		with steps lc rgb LINE[THREAD] lw 1.6
}
