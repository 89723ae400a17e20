/* SPDX-License-Identifier: MIT */
/*
 * driver.c - map() of a source, filter() of a source, or the one of the other;
 * each call of their functions is in the ledger.  The context of map changes
 * while it sleeps.  Or two of them, by turns.
 */
#include "stages.h"

#include <drive.h>
#include <string.h>

/* What the functions had last: that is to be lent, and not a copy of it. */
static const void *produced, *asked_for;

struct factor {
	long factor, product;
};

static const void *times(const void *item, void *ctx)
{
	struct factor *my = ctx;

	drive_event("%ld times %ld", *(const long *)item, my->factor);
	my->product = *(const long *)item * my->factor;
	return produced = &my->product;
}

static bool one_in_few(const void *item, void *ctx)
{
	const long *few = ctx;

	drive_event("keep %ld?", *(const long *)item);
	asked_for = item;
	return *(const long *)item % *few == *few - 1;
}

static struct iter *source(const char *name)
{
	struct iter *source = drive_source(name, drive_number("n"));

	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return source;
}

static struct gen *made(const char *name, struct factor *factor, long *few)
{
	const char *what = drive_word("do");

	if (!strcmp(what, "map"))
		return map(source(name), times, factor);
	if (!strcmp(what, "filter"))
		return filter(source(name), one_in_few, few);
	return map(gen_iter(filter(source(name), one_in_few, few)), times,
		   factor);
}

static bool step(struct gen *g)
{
	const long *number = gen_next(g);

	if (number)
		drive_say("%ld%s", *number,
			  number == produced || number == asked_for ?
				  "" :
				  ", a copy");
	return number;
}

/* Other functions' contexts, and another source: nothing is to be shared. */
static void by_turns(struct factor *factor, long *few)
{
	struct factor other_factor = { 7, 0 };
	long other_few = *few + 1;
	struct gen *g = made("source", factor, few);
	struct gen *other = made("other", &other_factor, &other_few);

	while (step(g) && step(other))
		;
	drive_failed(gen_error(g) ? gen_error(g) : gen_error(other));
	gen_free(g);
	gen_free(other);
}

static void one(struct factor *factor, long *few)
{
	long change = drive_word("change") ? drive_number("change") : 0;
	long stop = drive_number("stop"), asked = 0;
	struct gen *g;

	if (drive_word("spare")) /* one that is never asked */
		gen_free(made("source", factor, few));
	g = made("source", factor, few);
	drive_event("made");
	while (asked < stop && step(g))
		if (++asked == change)
			factor->factor = 1000;
	if (asked < stop)
		drive_failed(gen_error(g));
	drive_event("to be freed");
	gen_free(g);
}

void drive(void)
{
	struct factor factor = { 10, 0 };
	long few = drive_word("few") ? drive_number("few") : 1;

	if (drive_word("turns"))
		by_turns(&factor, &few);
	else
		one(&factor, &few);
}
