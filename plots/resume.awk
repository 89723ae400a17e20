# SPDX-License-Identifier: MIT
# resume.awk - what does one resumption cost, ours and the peers'?

# What ours takes, and in parentheses a peer's, if there is one.
function beside(ours, peer, n) {
	return ns(per_item["resume", ours, n]) (known("resume", peer, n) ? \
		" (" label["resume", peer] ": " \
		ns(per_item["resume", peer, n]) ")" : "")
}

function resume_facts(n) {
	print "resume_n = " n
	print "resume_bars = " contenders["resume"]
	text("resume_title", "A resumption takes " \
		beside("stackful", "fcontext", n) " with a stack, " \
		beside("stackless", "coroutine", n) " without")
	text("resume_sub", "Time to make, hand over and use one value of " \
		grouped(n) ". Whole loop: an interpreter's loop and " \
		"generator together, by its own clock")
	text("resume_alt", "Bar chart, log scale, of the time per " \
		"resumption. " costs("resume", n))
}

END {
	if (timed("resume", "stackful stackless", 1))
		resume_facts(common("resume"))
}
