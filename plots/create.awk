# SPDX-License-Identifier: MIT
# create.awk - what does it cost to make a generator and to get rid of it?

function create_facts(n) {
	print "create_n = " n
	text("create_title", "Made, asked three times and freed: stackless " \
		ns(per_item["create", "stackless", n]) ", stackful " \
		ns(per_item["create", "stackful", n]) ", a thread " \
		ns(per_item["create", "thread", n]))
	text("create_sub", "Time for a whole life: make it, take three " \
		"squares, free it; " grouped(n) " one after the other")
	text("create_alt", "Bar chart, log scale, of the time of a " \
		"generator's life. " costs("create", n))
}

END {
	if (timed("create", "stackless stackful thread", 1))
		create_facts(common("create"))
}
