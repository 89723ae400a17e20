# SPDX-License-Identifier: MIT
# heap.gp - the heap over the life of two programs that count rows.
# needs: heap.tsv heap-input.tsv
load 'plots/style.gp'

eval TITLE(heap_title)
eval SUBTITLE(heap_sub)
eval FOOTER('valgrind --tool=massif; time is counted in instructions, '. \
	'so that every run draws the same picture · MiB = 1024 KiB · '.source.' · heap.tsv')
eval YNAME('heap in use')
eval XNAME('million instructions executed')

M = 1e6; MIB = 2. ** 20
stats OF('heap.tsv', 'eager') using 2:3 nooutput name 'E'
stats OF('heap.tsv', 'lines') using 2:3 nooutput name 'L'
END = (E_max_x > L_max_x ? E_max_x : L_max_x) / M
set rmargin at screen (DUMB ? 0.95 : 0.965)
set xrange [0:1.04 * END]; set yrange [0:1.16 * heap_eager / MIB]
set format y '%g MiB'
set ytics add ('0' 0)

if (DUMB) {
	plot OF('heap.tsv', 'eager') using ($2/M):($3/MIB) with steps title ' eager', \
	     OF('heap.tsv', 'lines') using ($2/M):($3/MIB) with steps \
		title ' lazy iterator over lines'
} else {
	set label heap_peak_note at heap_eager_at / M, heap_eager / MIB \
		left offset 0,0.8 tc rgb TEXT[EAGER] font BOLD
	set label heap_step_note at heap_step_at / M, heap_file / MIB \
		left offset 1,-1.2 tc rgb TEXT[EAGER] font FINE
	set label heap_list_note at heap_eager_at / M, \
		(heap_file + heap_eager) / 2 / MIB right offset -1,-2.2 \
		tc rgb TEXT[EAGER] font FINE
	set label heap_lazy_note at E_max_x / M, 0 left offset 1,1 \
		tc rgb TEXT[STACKLESS] font BOLD front
	plot OF('heap.tsv', 'eager') using ($2/M):($3/MIB) with fillsteps \
		fc rgb LINE[EAGER] fs transparent solid 0.13 noborder, \
	     OF('heap.tsv', 'eager') using ($2/M):($3/MIB) with steps \
		lc rgb LINE[EAGER] lw 2.4, \
	     OF('heap.tsv', 'lines') using ($2/M):($3/MIB) with steps \
		lc rgb LINE[STACKLESS] lw 4
}
