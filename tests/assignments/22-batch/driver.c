/* SPDX-License-Identifier: MIT */
/*
 * driver.c - a consumer that takes some of the batches, and drops them at once
 * or when the generator is gone; and another one beside it.
 */
#include "batch.h"

#include <stdio.h>

#include <drive.h>

/* Numbers; or letters, so many for each item. */
static struct iter *items(size_t n, size_t width)
{
	char *letters;
	struct iter *source;

	if (width == sizeof(long)) {
		source = drive_source("source", (long)n);
	} else {
		letters = drive_alloc(n * width + 1);
		for (size_t i = 0; i < n * width; i++)
			letters[i] = (char)('a' + drive_below(26));
		source = drive_items("source", letters, n, width);
	}
	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return source;
}

static void say_parcel(const char *what, const struct parcel *parcel,
		       size_t width)
{
	const long *number = (const long *)parcel->items;
	char text[400] = "";
	int len = 0;

	if (width != sizeof *number) {
		drive_bytes(*what ? what : "lent:", parcel->items,
			    parcel->count * width);
		return;
	}
	for (size_t i = 0; i < parcel->count; i++)
		if (len < (int)sizeof text)
			len += snprintf(text + len, sizeof text - (size_t)len,
					" %ld", number[i]);
	drive_say("%s%s", what, *what ? text : text + 1);
}

void drive(void)
{
	size_t n = (size_t)drive_number("n"), kept = 0;
	size_t width = (size_t)drive_number("width");
	long stop = drive_number("stop"), take = drive_number("take");
	bool hold = drive_number("hold"), beside = drive_word("beside");
	struct parcel *taken, **all = drive_alloc((n + 1) * sizeof *all);
	const struct parcel *lent;
	struct gen *g =
		batches(items(n, width), width, (size_t)drive_number("most"),
			drive_number("drop"));
	struct gen *other = beside ? batches(drive_source("other", 99),
					     sizeof(long), 2, false) :
				     NULL;

	drive_event("made");
	for (long i = 0; i < stop && (lent = gen_next(g)); i++) {
		if (!gen_error(other))
			gen_next(other);
		say_parcel("", lent, width);
		if (!take || i % take)
			continue;
		taken = parcel_take(lent);
		if (!taken)
			drive_say("nothing was taken");
		else if (hold && kept <= n)
			all[kept++] = taken;
		else
			parcel_drop(taken);
	}
	drive_failed(gen_error(g));
	if (beside)
		drive_failed(gen_error(other));
	gen_free(g);
	gen_free(other);
	for (size_t i = 0; i < kept; i++) {
		say_parcel("kept:", all[i], width);
		parcel_drop(all[i]);
	}
	parcel_drop(NULL);
}
