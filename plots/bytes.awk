# SPDX-License-Identifier: MIT
# bytes.awk - what does a generator hold that is alive?

table == "holds" {
	c = at["contender"]
	n = at["n"]
	if (!(c in held_label))
		holder[++holders] = c
	held_label[c] = at["label"]
	if (at["held_B"] != "-") {
		held[c, n] = at["held_B"] / n
		holding[n]++
	} else if (!(c in held_why)) {
		held_why[c] = "Not " grouped(n) " of " at["label"] ": " \
			at["why"]
	}
}

# The largest n of which all are capable.
function all_hold(   n, most) {
	for (n in holding)
		if (holding[n] == holders)
			most = max(most, n)
	return most
}

# Who cannot be more, and what it said.
function limits(   i, c, out) {
	for (i = 1; i <= holders; i++) {
		c = holder[i]
		if (c in held_why)
			out = out (out == "" ? "" : ". ") held_why[c]
	}
	return out
}

function bytes_facts(n,   i, out) {
	print "bytes_n = " n
	print "bytes_bars = " holders
	text("bytes_title", "A live generator holds " \
		bytes(held["stackful", n]) " of memory with a stack of its " \
		"own, " bytes(held["stackless", n]) " without")
	text("bytes_sub", "Memory that is resident for each of " grouped(n) \
		" generators, after each of them was resumed")
	text("bytes_limits", limits())
	for (i = 1; i <= holders; i++)
		out = out held_label[holder[i]] ": " \
			bytes(held[holder[i], n]) ". "
	text("bytes_alt", "Bar chart, log scale, of memory for each live " \
		"generator. " out limits())
}

END {
	n = all_hold()
	if (n && ("stackful", n) in held && ("stackless", n) in held)
		bytes_facts(n)
}
