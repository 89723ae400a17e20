# SPDX-License-Identifier: MIT
# spread.awk - how the times of one and the same code are distributed.

function spread_facts(   i, n, list, q1, q3, sum, middle) {
	for (i = 1; i <= noises; i++) {
		list[++n] = noise_ns[i]
		sum += noise_ns[i]
	}
	sort(list, n)
	q1 = list[int(1 + (n - 1) / 4)]
	middle = list[int((n + 1) / 2)]
	q3 = list[int(1 + (n - 1) * 3 / 4)]
	print "spread_least = " list[1]
	print "spread_most = " list[n]
	print "spread_middle = " middle
	print "spread_mean = " sum / n
	print "spread_tail = " list[int(1 + (n - 1) * 0.98)]
	text("spread_title", "Half of the timings are within " \
		percent(q3 - q1, middle) " of each other; the slowest took " \
		times(list[n] / middle) " the median")
	text("spread_sub", "Distribution of " n " timings of the same " \
		"code, the " noise_label " of " grouped(noise_n) " squares; " \
		"shape = density, each dot a sample")
	text("spread_mean_note", "mean " ns(sum / n) \
		(sum / n > q3 ? ": three of four took less" : ""))
	text("spread_middle_note", "median " ns(middle))
	text("spread_alt", "Density curve with samples as dots. Quartiles " \
		ns(q1) " and " ns(q3) ", median " ns(middle) ", mean " \
		ns(sum / n) ", slowest " ns(list[n]) ".")
}

END {
	if (noises)
		spread_facts()
}
