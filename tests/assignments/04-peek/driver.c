/* SPDX-License-Identifier: MIT */
/*
 * driver.c - next and peek, in an order that the case gives or the seed draws; of
 * a source, or of a stage above it that may fail to be made.
 */
#include "peek.h"

#include <drive.h>
#include <generator/pipeline.h>

static const void *same(const void *item, void *unused)
{
	return (void)unused, item;
}

static struct iter *upstream(void)
{
	struct iter *source = drive_source("source", drive_number("n"));

	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return drive_word("stage") ? iter_map(source, same, NULL) : source;
}

static void step(struct iter *it, char what)
{
	const char *name = what == 'p' ? "peek" : "next";
	const long *item;

	if (what == 'c') {
		drive_failed(iter_close(it));
		drive_say("closed");
		return;
	}
	item = what == 'p' ? peek(it) : iter_next(it);
	if (item) {
		drive_say("%s: %ld", name, *item);
		return;
	}
	drive_failed(iter_error(it));
	drive_say("%s: nothing", name);
}

void drive(void)
{
	struct iter *it = peekable(upstream());
	const char *todo = drive_word("do");

	if (todo[0] != 'd')
		for (; *todo; todo++)
			step(it, *todo);
	else
		for (long n = drive_number("steps"); n; n--)
			step(it, "np"[drive_below(2)]);
	iter_free(it);
}
