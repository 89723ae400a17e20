# SPDX-License-Identifier: MIT
# overlap.gp - who works when: a loader's workers and their consumer.
# needs: timeline.tsv
TABLE = 'timeline.tsv'
HEIGHT = 560; PHONE_HEIGHT = 400
load 'plots/style.gp'

eval TITLE(overlap_title)
eval SUBTITLE(overlap_sub)
eval FOOTER('the shortest of three runs; loading waits, as for a disk; '. \
	'using keeps a CPU busy', \
	TABLE)
eval XNAME('milliseconds since the first batch was begun')

MS = 1e6
# A lane for each of them, from above: we; worker, consumer; two and consumer.
lane(workers, who) = workers == 0 ? 1 : workers == 1 ? (who > 0 ? 2.6 : 3.6) : \
	(who > 0 ? 4.2 + who : 7.2)
WORK(folder, does) = PICK(folder, TABLE, 'does='.does, \
	'from_ns to_ns workers who batch')
set xrange [0:1.02 * overlap_end_0 / MS]; set yrange [7.9:0.2]
set border 1; unset ytics; unset grid
set grid xtics back lt 1 lc rgb GRID lw 1
THICK = 0.38
NAMES = DUMB ? 'both worker we 1 2 we' : PHONE ? 'both worker we worker worker we' : \
	'"loads and uses" "worker loads" "consumer uses" "worker 1 loads" '. \
	'"worker 2 loads" "consumer uses"'
array ROW[6] = [1, 2.6, 3.6, 5.2, 6.2, 7.2]
NUMBERS = PHONE ? '' : ", for [d in 'load use'] WORK(RUN, d) " . \
	"using (($1 + $2)/2/MS):(lane($3, $4)):(sprintf('%.0f', $5)) " . \
	"with labels center tc rgb INK font BOLD"
if (DUMB) {
	do for [i=1:6] { set ytics add (word(NAMES, i) ROW[i]) }
	plot WORK(RUN, 'load') using ($1/MS):(lane($3, $4)):(($2-$1)/MS):(0) \
		with vectors nohead title ' load', \
	     WORK(RUN, 'use') using ($1/MS):(lane($3, $4)):(($2-$1)/MS):(0) \
		with vectors nohead title ' use'
} else {
	set lmargin at screen (PHONE ? 0.17 : 0.135)
	set rmargin at screen 0.965
	array TOP[3] = [1, 2.6, 5.2]
	array NOTE[3] = [overlap_note_0, overlap_note_1, overlap_note_2]
	array WHAT[3] = ['no workers', 'one worker', 'two workers']
	array END[3] = [overlap_end_0, overlap_end_1, overlap_end_2]
	do for [i=1:6] {
		set label word(NAMES, i) at graph 0, first ROW[i] right \
			offset -0.7,0 tc rgb MUTED font (PHONE ? FONT.',11' : FINE)
	}
	do for [i=1:3] {
		set label WHAT[i].', '.NOTE[i] at 0, TOP[i] - 0.66 left \
			tc rgb INK font BOLD front
	}
	plot WORK(RUN, 'load') using (0):(lane($3, $4)):($1/MS):($2/MS): \
		(lane($3, $4) - THICK):(lane($3, $4) + THICK) \
		with boxxyerror lc rgb LINE[THREAD] fs solid 0.85 noborder, \
	     WORK(RUN, 'use') using (0):(lane($3, $4)):($1/MS):($2/MS): \
		(lane($3, $4) - THICK):(lane($3, $4) + THICK) \
		with boxxyerror lc rgb LINE[STACKFUL] fs solid 0.85 noborder @NUMBERS
}
