# SPDX-License-Identifier: MIT
#
# pick.awk - columns of some lines of a table, for gnuplot.
#
#	awk -v where='question=squares;contender=eager' \
#		-v show='n median_ns/items label' -f tables.awk -f pick.awk TABLE
#
# Of A/B it shows the quotient.

BEGIN {
	wheres = split(where, condition, ";")
	shows = split(show, wanted, " ")
}
{
	for (k = 1; k <= wheres; k++) {
		split(condition[k], part, "=")
		if (at[part[1]] != part[2])
			next
	}
	for (k = 1; k <= shows; k++) {
		n = split(wanted[k], part, "/")
		printf "%s%s", (n == 2 ? at[part[1]] / at[part[2]] : \
			at[part[1]]), (k < shows ? "\t" : "\n")
	}
}
