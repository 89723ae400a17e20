# SPDX-License-Identifier: MIT
#
# calls.awk - how often a function was called, from a callgrind file; or, with
# total, how many instructions were executed.
#
#	awk -v callee=gen_next -f calls.awk callgrind.out
#	awk -v total=1 -f calls.awk callgrind.out
#
# A function is written "(id) name" the first time and "(id)" from then on.
# Callgrind follows the stack pointer: where a generator leaves for another
# stack it may see a return that nobody called for, or a call that goes on
# into an older one, and marks the latter as recursion with an apostrophe.
# Only calls that a plain function makes are calls.

function name(text,   id, end) {
	end = index(text, ")")
	id = substr(text, 1, end)
	if (length(text) > end)
		names[id] = substr(text, end + 2)
	return names[id]
}

/^fn=/ { caller = name(substr($0, 4)) }
/^cfn=/ { called = name(substr($0, 5)) }
/^calls=/ {
	if (called == callee && caller != callee && caller !~ /'/)
		calls += substr($1, 7)
}
/^(totals|summary):/ { complete = 1; instructions = $2 }
END {
	if (!complete) {
		print "calls.awk: cut short: not a callgrind file" | "cat 1>&2"
		exit 1
	}
	print (total ? instructions : calls) + 0
}
