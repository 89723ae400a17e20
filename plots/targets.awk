# SPDX-License-Identifier: MIT
# targets.awk - does this library reach what it is meant to?

table == "ratios" {
	targets++
	reached[at["verdict"]]++
	target_list = target_list compared() ": " \
		(at["value"] == "-" ? "?" : amount(at["value"])) \
		", at most " amount(at["most"]) unit_of() ", " (at["verdict"] == "none" ? \
		"not told" : at["verdict"]) ". "
}

function targets_title(   out) {
	out = grouped(reached["met"]) " of " plural(targets, "target") \
		(targets == 1 ? " is" : " are") " met"
	if (reached["missed"])
		out = out ", " grouped(reached["missed"]) " missed"
	if (reached["none"])
		out = out ", " grouped(reached["none"]) \
			" not told for want of quiet samples"
	if (reached["missing"])
		out = out ", " grouped(reached["missing"]) \
			" not measured"
	return out
}

END {
	if (targets) {
		print "targets_rows = " targets
		text("targets_title", targets_title())
		text("targets_sub", "What is compared, in times of its " \
			"target, with 95 % interval; grey is what is allowed")
		text("targets_alt", "Forest chart, log scale, of what is " \
			"reached, in times of the target, with intervals. " \
			target_list)
	}
}
