# SPDX-License-Identifier: MIT
# shuffle.gp - where items end up that went through a shuffle buffer.
# needs: shuffle.tsv
TABLE = 'shuffle.tsv'
load 'plots/style.gp'

eval TITLE(shuffle_title)
eval SUBTITLE(shuffle_sub)
eval FOOTER('of a buffer a random slot is taken, and filled with what comes '. \
	'next · counts: the same on every machine', 'shuffle.tsv')
eval YNAME('place after the shuffle')
eval XNAME('place before')

NAMES = 'loader buffer-10000 buffer-1000 buffer-100'
array NOTE[4] = [shuffle_note4, shuffle_note3, shuffle_note2, shuffle_note1]
array ROLE[4] = [STACKLESS, STACKFUL, EAGER, FLOOR]
PLACES(i) = PICK(RUN, 'shuffle.tsv', 'order='.word(NAMES, i), 'item place')
if (PHONE) { set rmargin at screen 0.71 }
set xrange [0:1e5]; set yrange [0:1e5]
set xtics ('0' 0, '25 k' 25000, '50 k' 50000, '75 k' 75000, '100 k' 1e5)
set ytics ('0' 0, '25 k' 25000, '50 k' 50000, '75 k' 75000, '100 k' 1e5)
if (DUMB) {
	plot for [i=1:2] PLACES(i) using 1:2 with points pt (i == 1 ? '.' : 'o') \
		title ' '.word(NAMES, i)
} else {
	do for [i=1:4] {
		set label NOTE[i] at graph 1, graph 1.02 - 0.16 * i left \
			offset 0.8,0 tc rgb TEXT[ROLE[i]] noenhanced \
			font (PHONE ? FONT.':Bold,12' : BOLD) front
	}
	plot for [i=1:4] PLACES(i) using 1:2 with points pt 7 \
		ps (i == 1 ? 0.3 : 0.35) lc rgb LINE[ROLE[i]]
}
