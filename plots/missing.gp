# SPDX-License-Identifier: MIT
# missing.gp - stands in for a chart whose tables are not there.
load 'plots/style.gp'

eval TITLE('Nothing to draw: '.MISSING.' has not been measured')
eval SUBTITLE('This would be the chart of '.NAME. \
	'.  make bench measures, and names what it skips.')
eval FOOTER('', '')
unset border; unset tics; unset grid
set xrange [0:1]; set yrange [0:1]
plot 2 notitle
