# SPDX-License-Identifier: MIT
#
# lines.gp - lines over n with bands, and their names where they end.
#
# A chart says what to draw, and loads this last:
#   NAMES       the contenders
#   DATA(i)     the i-th one's x, low, middle, high, label, role
#   BELOW(i)    the same of the reference run
#   NOTE(i)     a further line at the end, "\n..."
#   Y(v)        what is drawn of a value, VALUE(y) how it is written
#   LOGY, HEAD  is y a log scale; room above the highest value, as a factor
#   FROM        the least x that is drawn, and TO the largest; 0: of the data

N = words(NAMES)
array ROLE[N]; array STYLE[N]; array CAPTION[N]; array END[N]; array PLACE[N]
height(y) = LOGY ? log10(y) : y
TOP = 0; BOTTOM = 1e300; LEFT = 1e300; RIGHT = 0
do for [i=1:N] {
	stats DATA(i) using (Y($2)):(Y($4)) nooutput name 'S'
	TOP = S_max_x > TOP ? S_max_x : TOP
	TOP = S_max_y > TOP ? S_max_y : TOP
	BOTTOM = S_min_x < BOTTOM ? S_min_x : BOTTOM
	BOTTOM = S_min_y < BOTTOM ? S_min_y : BOTTOM
	stats DATA(i) using 1 nooutput name 'S'
	LEFT = S_min < LEFT ? S_min : LEFT
	RIGHT = S_max > RIGHT ? S_max : RIGHT
	END[i] = Y(LAST(DATA(i), 3) + 0)
	CAPTION[i] = LAST(DATA(i), 5)
	ROLE[i] = role_of(LAST(DATA(i), 6))
	STYLE[i] = ROLE[i]
	do for [k=1:i - 1] { if (ROLE[k] == ROLE[i]) { STYLE[i] = 10 + ROLE[i] } }
	PLACE[i] = height(END[i])
}
TOP = HEAD * TOP
BOTTOM = LOGY ? 0.75 * BOTTOM : 0

# Names stand where their lines end, but not on each other, nor outside.
GAP = PHONE ? 0.15 : NOTE(N) eq '' ? 0.115 : 0.17
GAP = (GAP * N < 1 ? GAP : 1. / N) * (height(TOP) - (LOGY ? height(BOTTOM) : 0))
LOWEST = (LOGY ? height(BOTTOM) : 0) + 0.5 * GAP
do for [round=1:80] {
	do for [i=1:N] { do for [k=1:N] {
		if (i != k && (END[i] > END[k] || (END[i] == END[k] && i > k)) \
			&& PLACE[i] - PLACE[k] < GAP) {
			MORE = (GAP - PLACE[i] + PLACE[k]) / 2
			PLACE[i] = PLACE[i] + MORE
			PLACE[k] = PLACE[k] - MORE
		}
	} }
	do for [i=1:N] { if (PLACE[i] < LOWEST) { PLACE[i] = LOWEST } }
}

if (LOGY) { set logscale y }
set xrange [(FROM > 0 ? FROM : 0.8 * LEFT):(TO > 0 ? TO : 1.25 * RIGHT)]
set yrange [BOTTOM:TOP]
if (!DUMB) {
	do for [i=1:N] {
		set label CAPTION[i]."\n".VALUE(END[i]).NOTE(i) noenhanced \
			at graph 1, first (LOGY ? 10 ** PLACE[i] : PLACE[i]) \
			left offset 0.8,0.45 tc rgb TEXT[ROLE[i]] \
			font (PHONE ? FONT.':Bold,12' : BOLD) front
	}
	plot for [i=1:N] BELOW(i) using 1:(Y($3)) with lines ls 9, \
	     for [i=1:N] DATA(i) using 1:(Y($2)):(Y($4)) \
		with filledcurves lc rgb LINE[ROLE[i]], \
	     for [i=1:N] DATA(i) using 1:(Y($3)) with linespoints ls STYLE[i]
} else {
	plot for [i=1:N] DATA(i) using 1:(Y($3)) with lines \
		title ' '.word(NAMES, i).' '.VALUE(END[i])
}
