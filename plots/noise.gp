# SPDX-License-Identifier: MIT
# noise.gp - the same code again and again: what the machine does to it.
# needs: noise.tsv
load 'plots/style.gp'

eval TITLE(noise_title)
eval SUBTITLE(noise_sub)
eval FOOTER('CPU time · canary = a loop that keeps the core busy, timed '. \
	'before and after each sample; quiet = within 10 % of its fastest', \
	'noise.tsv')
eval YNAME('time per item')
eval XNAME('seconds since the first sample')

NOISE(folder) = PICK(folder, 'noise.tsv', '', 'start_s item_ns quiet')
stats NOISE(RUN) using 1:2 nooutput name 'S'
set xrange [-0.02 * S_max_x:1.02 * S_max_x]
set yrange [0:1.15 * S_max_y]
set format y '%g ns'
set ytics add ('0' 0)
if (DUMB) {
	unset key
	plot NOISE(RUN) using 1:2 with points pt '.'
} else {
	set rmargin at screen (PHONE ? 0.70 : 0.80)
	set label noise_calm_note at graph 1, first noise_calm left \
		offset 0.8,0.45 tc rgb TEXT[STACKLESS] font BOLD front
	if (noise_other > 0) {
		# Apart from the other, even if their medians are close.
		GAP = 0.16 * 1.15 * S_max_y
		PLACE = noise_other - noise_calm < GAP ? noise_calm + GAP \
			: noise_other
		set label noise_other_note at graph 1, first PLACE left \
			offset 0.8,0.45 tc rgb MUTED font BOLD front
	}
	if (noise_calm > 0) {
		set arrow from graph 0, first noise_calm to graph 1, \
			first noise_calm nohead lc rgb TEXT[STACKLESS] lw 1.2 front
	}
	# The reference's median is all that can be compared in time.
	stats NOISE(REF) using ($3 == 1 ? $2 : 1/0) nooutput name 'R'
	set arrow from graph 0, first R_median to graph 1, first R_median \
		nohead lc rgb MUTED lw 1.4 dt (2,3) front
	number(color) = int(('0x'.color[2:7]) + 0)
	plot NOISE(RUN) using 1:2:(number($3 == 1 ? LINE[STACKLESS] : AXIS)) \
		with points pt 7 ps 0.3 lc rgb variable
}
