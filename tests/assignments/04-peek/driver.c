/* SPDX-License-Identifier: MIT */
/*
 * driver.c - next and peek, in an order that the case gives or the seed draws;
 * of a source, of a stage above it that may fail to be made, of one that fails
 * when it is closed, or of two by turns.
 */
#include "peek.h"

#include <drive.h>
#include <generator/pipeline.h>

/* Items are lent as they come: number n is a byte, and that byte is here. */
static const char numbers[10000];

static const void *same(const void *item, void *unused)
{
	return (void)unused, item;
}

static const void *unwilling(struct gen *self, void *no_args)
{
	(void)no_args;
	for (long n = 0; gen_yield(self, numbers + n); n++)
		;
	return gen_raise_with(self, -3, "was not ready to be closed");
}

static struct iter *upstream(const char *name)
{
	struct iter *source;

	if (drive_word("unwilling"))
		return gen_iter(gen_new(unwilling, NULL, 0));
	source = drive_items(name, numbers, (size_t)drive_number("n"), 1);
	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return drive_word("stage") ? iter_map(source, same, NULL) : source;
}

static void failed(struct iter *it, int error)
{
	const char *detail = error ? iter_detail(it) : NULL;

	drive_failed(error);
	if (error)
		drive_say("%s", detail ? detail : "no detail");
}

static void step(struct iter *it, char what)
{
	const char *name = what == 'p' ? "peek" : "next";
	const char *item;

	if (what == 'c') {
		failed(it, iter_close(it));
		drive_say("closed");
		return;
	}
	item = what == 'p' ? peek(it) : iter_next(it);
	if (!item) {
		failed(it, iter_error(it));
		drive_say("%s: nothing", name);
	} else if (item < numbers || item >= numbers + sizeof numbers) {
		drive_say("%s: not an item of the source", name);
	} else {
		drive_say("%s: %td", name, item - numbers);
	}
}

void drive(void)
{
	struct iter *it = peekable(upstream("source")), *other = NULL;
	const char *todo = drive_word("do");
	bool two = drive_word("two");

	if (two)
		other = peekable(upstream("other"));
	if (todo[0] != 'd')
		for (; *todo; todo++)
			step(it, *todo);
	else
		for (long n = drive_number("steps"); n; n--)
			step(two && drive_below(2) ? other : it,
			     "np"[drive_below(2)]);
	iter_free(it);
	iter_free(other);
}
