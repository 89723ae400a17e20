# SPDX-License-Identifier: MIT
# shuffle.awk - where items end up that went through a shuffle buffer.

table == "shuffle" {
	shuffle_of = at["order"]
	if (!(shuffle_of in shuffle_items))
		shuffle_order[++shuffle_orders] = shuffle_of
	k = ++shuffle_items[shuffle_of]
	shuffle_moved[shuffle_of, k] = at["place"] < at["item"] ? \
		at["item"] - at["place"] : at["place"] - at["item"]
}

# Half of the items move no further than so many places.
function shuffle_half(order,   i, list, n) {
	n = shuffle_items[order]
	for (i = 1; i <= n; i++)
		list[i] = shuffle_moved[order, i]
	sort(list, n)
	return list[int((n + 1) / 2)]
}

function shuffle_name(order) {
	return order == "loader" ? "loader, shuffle" : \
		"buffer of " grouped(substr(order, length("buffer-") + 1))
}

function shuffle_facts(   i, order, half, said, most) {
	for (i = 1; i <= shuffle_orders; i++) {
		order = shuffle_order[i]
		half[order] = shuffle_half(order)
		if (order != "loader")
			most = order
		text("shuffle_note" i, shuffle_name(order) \
			"\nhalf within " grouped(half[order]))
		said = said " " shuffle_name(order) ": half of the items " \
			"within " grouped(half[order]) " places."
	}
	text("shuffle_title", half[most] < half["loader"] / 2 ? \
		"A shuffle buffer is no shuffle: of " \
		grouped(substr(most, length("buffer-") + 1)) " slots, half " \
		"stay within " grouped(half[most]) " places, not " \
		grouped(half["loader"]) : \
		"A " shuffle_name(most) " moves items as far as a full " \
		"shuffle does")
	text("shuffle_sub", "Places of " grouped(shuffle_items[most]) \
		" of " grouped(1e5) " items, before and after they were " \
		"shuffled: by buffers, and by a loader")
	text("shuffle_alt", "Scatter chart of the place after the shuffle " \
		"against the place before." said)
}

END {
	if (shuffle_items["loader"] && shuffle_orders == 4)
		shuffle_facts()
}
