# SPDX-License-Identifier: MIT
# targets.awk - does this library reach what it is meant to?

table == "ratios" {
	targets++
	reached[at["verdict"]]++
	target_list = target_list at["label"] (at["against"] == "-" ? \
		" (" at["measure"] ")" : " / " at["label_against"]) ": " \
		(at["value"] == "-" ? "?" : sprintf("%.4g", at["value"])) \
		", at most " at["most"] ", " (at["verdict"] == "none" ? \
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
		text("targets_sub", "Our time in times of another's, with " \
			"95 % interval; the tick is the most that it is to " \
			"be, grey is what is allowed")
		text("targets_alt", "Forest chart, log scale, of ratios with " \
			"their intervals and targets. " target_list)
	}
}
