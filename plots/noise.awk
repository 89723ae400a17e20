# SPDX-License-Identifier: MIT
# noise.awk - what the machine does to one and the same code.

table == "noise" {
	k = ++noises
	noise_ns[k] = at["item_ns"] + 0
	noise_quiet[k] = at["quiet"]
	noise_calm += at["quiet"]
	noise_label = at["label"]
	noise_n = at["n"]
	noise_end = at["start_s"]
}

function sort(list, n,   i, j, held) {
	for (i = 2; i <= n; i++) {
		held = list[i]
		for (j = i - 1; j > 0 && list[j] > held; j--)
			list[j + 1] = list[j]
		list[j + 1] = held
	}
}

# The median of those that are (not) quiet; quiet = 2: of all.
function noise_median(quiet,   i, n, list) {
	for (i = 1; i <= noises; i++)
		if (quiet == 2 || noise_quiet[i] == quiet)
			list[++n] = noise_ns[i]
	sort(list, n)
	return n ? list[int((n + 1) / 2)] : 0
}

function noise_facts(   calm, other, many) {
	calm = noise_median(1)
	other = noise_median(0)
	many = noises - noise_calm
	print "noise_calm = " calm
	print "noise_other = " other
	text("noise_title", many == 0 ? \
		"The machine had one speed: its canary was quiet in all " \
		noises " samples" : many == noises ? "The canary was " \
		"disturbed in all " noises " samples" : \
		many >= 10 && other > 1.1 * calm ? \
		"The same code, two speeds: in " percent(many, noises) \
		" of the samples a neighbour made it " times(other / calm) \
		" slower" : "In " percent(many, noises) " of the samples " \
		"the canary was disturbed: median " ns(other) ", else " \
		ns(calm))
	text("noise_sub", noises " samples of the same code, the " \
		noise_label " of " grouped(noise_n) " squares, in the order " \
		"taken; colour = what the canary said")
	text("noise_calm_note", calm ? "canary quiet\nmedian " ns(calm) : "")
	text("noise_other_note", many ? "canary disturbed\nmedian " \
		ns(other) : "")
	text("noise_alt", "Scatter chart of time per item over " \
		sprintf("%.1f", noise_end) " seconds. " noise_calm \
		" quiet samples" (calm ? ", median " ns(calm) : "") (many ? "; " many \
		" disturbed ones, median " ns(other) : "") ".")
}

END {
	if (noises)
		noise_facts()
}
