/* SPDX-License-Identifier: MIT */
/*
 * driver.c - map() of a source, filter() of a source, or the one of the other;
 * each call of their functions is in the ledger.  The context of map changes
 * while it sleeps.
 */
#include "stages.h"

#include <drive.h>
#include <string.h>

struct factor {
	long factor, product;
};

static const void *times(const void *item, void *ctx)
{
	struct factor *my = ctx;

	drive_event("%ld times %ld", *(const long *)item, my->factor);
	my->product = *(const long *)item * my->factor;
	return &my->product;
}

static bool one_in_few(const void *item, void *ctx)
{
	const long *few = ctx;

	drive_event("keep %ld?", *(const long *)item);
	return *(const long *)item % *few == *few - 1;
}

static struct iter *source(void)
{
	struct iter *source = drive_source("source", drive_number("n"));

	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return source;
}

static struct gen *made(const char *what, struct factor *factor, long *few)
{
	if (!strcmp(what, "map"))
		return map(source(), times, factor);
	if (!strcmp(what, "filter"))
		return filter(source(), one_in_few, few);
	return map(gen_iter(filter(source(), one_in_few, few)), times, factor);
}

void drive(void)
{
	const char *what = drive_word("do");
	struct factor factor = { 10, 0 };
	long few = drive_word("few") ? drive_number("few") : 1;
	long change = drive_word("change") ? drive_number("change") : 0;
	long stop = drive_number("stop"), asked = 0;
	const long *number;
	struct gen *g;

	if (drive_word("spare")) /* one that is never asked */
		gen_free(made(what, &factor, &few));
	g = made(what, &factor, &few);
	drive_event("made");
	while (asked < stop && (number = gen_next(g))) {
		drive_say("%ld", *number);
		if (++asked == change)
			factor.factor = 1000;
	}
	if (asked < stop)
		drive_failed(gen_error(g));
	gen_free(g);
}
