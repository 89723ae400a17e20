# SPDX-License-Identifier: MIT
# heap.awk - the heap over the life of programs that count rows.

table == "heap" {
	if (at["heap_B"] > heap[at["contender"]]) {
		heap[at["contender"]] = at["heap_B"]
		heap_at[at["contender"]] = at["instructions"]
	}
	if (at["heap_B"] > heap_was && at["instructions"] > 0)
		heap_rises[at["contender"]]++
	if (at["heap_B"] - heap_was > heap_step[at["contender"]]) {
		heap_step[at["contender"]] = at["heap_B"] - heap_was
		heap_step_at[at["contender"]] = at["instructions"]
	}
	heap_was = at["heap_B"]
}
table == "heap-input" { heap_file = at["file_B"]; heap_rows = at["rows"] }

function heap_facts() {
	print "heap_eager = " heap["eager"]
	print "heap_lazy = " heap["lines"]
	print "heap_eager_at = " heap_at["eager"]
	print "heap_file = " heap_file
	print "heap_step_at = " heap_step_at["eager"]
	text("heap_title", "The eager reader climbs to " \
		bytes(heap["eager"]) "; the lazy iterator never holds more " \
		"than " bytes(heap["lines"]))
	text("heap_sub", "Heap and stacks in use while counting the " \
		grouped(heap_rows) " rows of a file of " bytes(heap_file) \
		": all at once, or one by one")
	text("heap_peak_note", "peak: " sprintf("%.2f", \
		heap["eager"] / heap_file) " × the file")
	text("heap_step_note", heap_step["eager"] >= 0.9 * heap_file ? \
		"the whole file is read at once:\n" \
		bytes(heap_step["eager"]) : "")
	text("heap_list_note", heap_rises["eager"] > 3 ? \
		"the list of rows grows,\nby doubling" : "")
	text("heap_lazy_note", "iterator: " bytes(heap["lines"]) \
		", one buffer; generator: " bytes(heap["generator"]) \
		", with its stack")
	text("heap_alt", "Step chart of heap in use against instructions " \
		"executed. Eager climbs to " bytes(heap["eager"]) \
		"; the iterator over lines stays at " bytes(heap["lines"]) \
		", the generator at " bytes(heap["generator"]) ".")
}

END {
	if (heap["eager"] && heap["lines"] && heap["generator"] && heap_file)
		heap_facts()
}
