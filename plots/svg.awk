# SPDX-License-Identifier: MIT
#
# svg.awk - what gnuplot's SVG lacks: words for those who cannot see it, the
# colours of the night, and the reader's own fonts.
#
#	awk -v name=heap -v title=... -v alt=... -f svg.awk palette.tsv raw.svg
#
# The result depends on nothing but its input, so a picture that is committed
# changes only when its data do.

BEGIN {
	fonts = "Inter,Helvetica Neue,Arial,Liberation Sans,sans-serif"
}

function digit(c) {
	return index("0123456789abcdef", tolower(c)) - 1
}

function rgb(hex,   i, out) {
	for (i = 2; i <= 6; i += 2)
		out = out (out ? "," : "") 16 * digit(substr(hex, i, 1)) + \
			digit(substr(hex, i + 1, 1))
	return "rgb(" out ")"
}

function escaped(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

# "rgb( 27,  36,  48)", '#1B2430': gnuplot writes a colour in three ways.
function plain_colors(line,   text) {
	while (match(line, /rgb\([0-9, ]* [0-9, ]*\)/)) {
		text = substr(line, RSTART, RLENGTH)
		gsub(/ /, "", text)
		line = substr(line, 1, RSTART - 1) text \
			substr(line, RSTART + RLENGTH)
	}
	while (match(line, /['"]#[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]['"]/))
		line = substr(line, 1, RSTART) \
			rgb(substr(line, RSTART + 1, 7)) \
			substr(line, RSTART + 8)
	return line
}

NR == FNR {
	split($0, entry, "\t")
	for (i = split("stroke fill color", part, " "); i; i--)
		night = night "[" part[i] "=\"" rgb(entry[2]) "\"]{" part[i] \
			":" entry[3] "}"
	night = night "\n"
	next
}

{
	sub(/^[ \t]+/, "")
	$0 = plain_colors($0)
	gsub(/ = '/, "='")
	# Browsers ignore a family with its weight in its name.
	gsub(/font-family="Liberation Sans:Bold"/,
		"font-family=\"" fonts "\" font-weight=\"700\"")
	gsub(/font-family="Liberation Sans"/, "font-family=\"" fonts "\"")
	# Several charts on one page share one name space.
	gsub(/<title>gnuplot_plot_[0-9a-z]*<\/title>/, "")
	gsub(/ id="gnuplot_plot_[0-9a-z]*"/, "")
	gsub(/gpDot|gpPt[0-9]+|gnuplot_canvas|textbox|greybox/, name "-&")
}
/^$/ { next }
/^<svg/ {
	print "<svg role=\"img\" aria-labelledby=\"" name "-t " name "-d\""
	next
}
/^width="[0-9]+" height="[0-9]+"$/ {
	$0 = $0 " style=\"max-width:100%;height:auto\""
}
/<title>Gnuplot<\/title>/ {
	print "<title id=\"" name "-t\">" escaped(title) "</title>"
	next
}
/<desc>Produced by GNUPLOT/ {
	print "<desc id=\"" name "-d\">" escaped(alt) "</desc>"
	print "<style>text{font-variant-numeric:tabular-nums}"
	print "@media (prefers-color-scheme:dark){" night "}</style>"
	next
}
{ print }
