# SPDX-License-Identifier: MIT
# heap.gp - the heap over the life of programs that count rows.
# needs: heap.tsv heap-input.tsv
load 'plots/style.gp'

eval TITLE(heap_title)
eval SUBTITLE(heap_sub)
eval FOOTER('valgrind --tool=massif; time is counted in instructions, '. \
	'so that every run draws the same picture · MiB = 1024 KiB', 'heap.tsv')
eval YNAME('heap in use')
eval XNAME('million instructions executed')

M = 1e6; MIB = 2. ** 20
HEAP(folder, contender) = PICK(folder, 'heap.tsv', 'contender='.contender, \
	'instructions heap_B')
NAMES = 'eager lines generator'
array ROLE[3] = [EAGER, STACKLESS, STACKFUL]
END = 0
do for [i=1:3] {
	stats HEAP(RUN, word(NAMES, i)) using 1 nooutput name 'S'
	END = S_max / M > END ? S_max / M : END
}
set rmargin at screen (DUMB ? 0.95 : 0.965)
set xrange [0:1.04 * END]; set yrange [0:1.16 * heap_eager / MIB]
set format y '%g MiB'
set ytics add ('0' 0)
if (DUMB) {
	plot for [i=1:3] HEAP(RUN, word(NAMES, i)) using ($1/M):($2/MIB) \
		with steps title ' '.word(NAMES, i)
} else {
	set label heap_peak_note at heap_eager_at / M, heap_eager / MIB \
		left offset 0,0.8 tc rgb TEXT[EAGER] font BOLD
	if (WIDE) {
		set label heap_step_note at heap_step_at / M, \
			heap_file / MIB left offset 1,-3.2 \
			tc rgb TEXT[EAGER] font FINE
		set label heap_list_note at heap_eager_at / M, \
			(heap_file + heap_eager) / 2 / MIB right \
			offset -1,-2.2 tc rgb TEXT[EAGER] font FINE
	}
	set label (PHONE ? 'lazy' : heap_lazy_note) at END, 0 right \
		offset 0,1.4 tc rgb TEXT[STACKLESS] font BOLD front
	plot HEAP(RUN, 'eager') using ($1/M):($2/MIB) with fillsteps \
		fc rgb LINE[EAGER] fs transparent solid 0.13 noborder, \
	     for [i=1:3] HEAP(REF, word(NAMES, i)) using \
		($1/M):($2/MIB) with steps ls 9, \
	     for [i=1:3] HEAP(RUN, word(NAMES, i)) using ($1/M):($2/MIB) \
		with steps lc rgb LINE[ROLE[i]] lw 4 - i
}
