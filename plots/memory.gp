# SPDX-License-Identifier: MIT
# memory.gp - peak memory of a whole program against the size of its file.
# needs: rss.tsv
load 'plots/style.gp'

eval TITLE(memory_title)
eval SUBTITLE(memory_sub)
eval FOOTER('ru_maxrss of a fresh process, median of 3 · '. \
	'dashed = extrapolated · MiB = 1024 KiB', 'rss.tsv')
eval YNAME('peak memory (log scale)')
eval XNAME('file size (log scale)')

PEAKS(folder, contender) = PICK(folder, 'rss.tsv', \
	'question=rows;contender='.contender, 'input_B peak_B')
NAMES = 'lines eager'
array ROLE[2] = [STACKLESS, EAGER]
set logscale xy
XMAX = memory_fill > 0 ? 3 * memory_fill : 100 * memory_file
YMAX = memory_ram > 0 ? 6 * memory_ram : 10 * memory_slope * XMAX
YMIN = 0.45 * memory_lazy
if (DUMB) { XMAX = 1.5 * memory_file; YMAX = 2 * memory_eager }
set xrange [7e5:XMAX]; set yrange [YMIN:YMAX]
set xtics @SIZES
set ytics @SIZES
if (PHONE) {
	set xtics ('1 MiB' 2**20, '128 MiB' 2**27, '16 GiB' 2.**34)
	set lmargin at screen 0.18
}

if (DUMB) {
	plot for [i=1:2] PEAKS(RUN, word(NAMES, i)) using 1:2 with lines \
		title ' '.word(NAMES, i)
} else {
	if (memory_ram > 0) {
		set object rect from graph 0, first memory_ram to graph 1, graph 1 \
			fc rgb LINE[EAGER] fs transparent solid 0.07 noborder behind
		set arrow from graph 0, first memory_ram to graph 1, first memory_ram \
			nohead lc rgb TEXT[EAGER] lw 1.4 front
		set label '' at memory_fill, memory_ram front \
			point pt 7 ps 0.8 lc rgb TEXT[EAGER]
	}
	if (memory_ram > 0 && PHONE) {
		set label "the machine's memory" at graph 0.02, first memory_ram \
			left offset 0,0.7 tc rgb TEXT[EAGER] font FINE
	}
	if (memory_ram > 0 && WIDE) {
		set label memory_ram_note at graph 0.012, first memory_ram \
			left offset 0,0.75 tc rgb TEXT[EAGER] font FONT.':Bold,12.5'
		set label memory_fill_note at memory_fill, memory_ram \
			left offset 0.9,-0.8 tc rgb TEXT[EAGER] font FINE
	}
	if (WIDE) {
		set label memory_eager_note at memory_file, memory_eager right \
			offset -1.2,0.5 tc rgb TEXT[EAGER] font FINE
		set arrow from memory_file, 0.74 * memory_eager \
			to memory_file, 1.35 * memory_lazy heads \
			size screen 0.006,20 filled lc rgb MUTED lw 1
		set label memory_ratio at memory_file, \
			sqrt(memory_eager * memory_lazy) \
			left offset 0.9,0 tc rgb INK font BOLD
	}
	END = memory_slope * XMAX
	NAME_FONT = PHONE ? FONT.':Bold,12' : BOLD
	set label memory_eager_end at graph 1, first (END < YMAX ? END : YMAX) \
		left offset 0.8,0.45 tc rgb TEXT[EAGER] font NAME_FONT
	set label memory_lazy_end at graph 1, first memory_lazy \
		left offset 0.8,0.45 tc rgb TEXT[STACKLESS] font NAME_FONT
	plot for [i=1:2] PEAKS(REF, word(NAMES, i)) using 1:2 \
		with lines ls 9, \
	     (x > memory_file ? memory_slope * x : 1/0) with lines \
		lc rgb LINE[EAGER] lw 2 dt (7,5), \
	     (x > memory_file ? memory_lazy : 1/0) with lines \
		lc rgb LINE[STACKLESS] lw 2 dt (7,5), \
	     for [i=1:2] PEAKS(RUN, word(NAMES, i)) using 1:2 \
		with linespoints ls ROLE[i]
}
