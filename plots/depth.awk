# SPDX-License-Identifier: MIT
# depth.awk - what does each further stage of a pipeline cost?

function per_stage(c,   least, most) {
	least = size["depth", c, 1]
	most = size["depth", c, sizes["depth", c]]
	return (per_item["depth", c, most] - per_item["depth", c, least]) / \
		(most - least)
}

function depth_facts(   i, c, out) {
	text("depth_title", "A further stage costs an item " \
		ns(per_stage("stackless")) " stackless, " \
		ns(per_stage("stackful")) " stackful, " \
		ns(per_stage("eager")) " as a list")
	text("depth_sub", "Time per item to sum " grouped(items["depth", \
		"eager", size["depth", "eager", 1]]) " squares behind stages " \
		"that each add one, by their number")
	for (i = 1; i <= contenders["depth"]; i++) {
		c = contender["depth", i]
		out = out label["depth", c] ": " ns(per_stage(c)) ". "
	}
	text("depth_alt", "Line chart of time per item against the number " \
		"of stages. Each further stage costs: " out)
}

END {
	if (timed("depth", "eager stackless stackful stage loop"))
		depth_facts()
}
