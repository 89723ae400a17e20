/* SPDX-License-Identifier: MIT */
/*
 * driver.c - a source and stages that keep a ledger, in a pipeline, of which the
 * consumer takes some items, closes it so many times, and frees it.
 *
 * A letter of the parameter stages is a stage: t(imes) and p(lus) calculate,
 * c(urious) asks for one more item while it is closed, x and y fail to close,
 * n is one that cannot be made.
 */
#include "ownership.h"

#include <drive.h>

#include <errno.h>
#include <stdlib.h>

/* ---- Members, the source among them ---- */

/* In which order they are freed is told at the end: whether one is freed before
 * the next is closed makes no difference. */
static const char *freed[128];
static size_t nfreed;

struct member {
	struct iter iter;
	struct iter *up; /* borrowed; NULL: this is the source */
	const char *name;
	long factor, sum, number;
	long left, fails_after; /* of the source */
	int closing;            /* an error, or 0 */
	bool curious, closed, failed;
};

static const void *lend(struct member *my, long number)
{
	my->number = number * my->factor + my->sum;
	return &my->number;
}

static const void *next_of_source(struct member *my)
{
	my->failed = !my->closed && my->fails_after-- == 0;
	if (my->failed) {
		drive_event("source failed");
		my->left = 0;
		return NULL;
	}
	if (my->closed || my->left == 0) {
		drive_event("source end");
		return NULL;
	}
	my->left--;
	drive_event("source %ld", my->number + 1);
	return lend(my, my->number + 1);
}

static const void *next(struct iter *it)
{
	struct member *my = (struct member *)it;
	const long *number;

	drive_place(__builtin_return_address(0));
	if (!my->up)
		return next_of_source(my);
	if (my->closed)
		drive_event("%s asked, closed", my->name);
	number = my->closed ? NULL : iter_next(my->up);
	return number ? lend(my, *number) : NULL;
}

static int close(struct iter *it)
{
	struct member *my = (struct member *)it;
	const long *number;

	if (my->closed) {
		drive_event("%s closed again", my->name);
		return 0;
	}
	drive_event("%s closed", my->name);
	if (my->curious) {
		number = iter_next(my->up);
		drive_event(number ? "curious got one" : "curious got none");
	}
	my->closed = true;
	return my->closing;
}

static int error(const struct iter *it, const void **with)
{
	const struct member *my = (const struct member *)it;

	if (with)
		*with = my->up && !my->closed ? iter_detail(my->up) :
			my->failed            ? "the source failed" :
						NULL;
	if (my->up)
		return my->closed ? 0 : iter_error(my->up);
	return my->failed ? EIO : 0;
}

static void free_member(struct iter *it)
{
	struct member *my = (struct member *)it;

	if (!my->closed)
		close(it);
	if (nfreed < sizeof freed / sizeof *freed)
		freed[nfreed++] = my->name;
	free(my);
}

static struct iter *member(struct member member)
{
	static const struct iter_ops ops = { .next = next,
					     .close = close,
					     .error = error,
					     .free = free_member };
	struct member *my = malloc(sizeof *my);

	if (!my)
		return NULL;
	*my = member;
	my->iter.ops = &ops;
	return &my->iter;
}

static struct iter *times(struct iter *up)
{
	drive_say("make times");
	return member(
		(struct member){ .up = up, .name = "times", .factor = 3 });
}

static struct iter *plus(struct iter *up)
{
	drive_say("make plus");
	return member((struct member){
		.up = up, .name = "plus", .factor = 1, .sum = 5 });
}

static struct iter *curious(struct iter *up)
{
	drive_say("make curious");
	return member((struct member){
		.up = up, .name = "curious", .factor = 1, .curious = true });
}

static struct iter *full(struct iter *up)
{
	drive_say("make full");
	return member((struct member){
		.up = up, .name = "full", .factor = 1, .closing = ENOSPC });
}

static struct iter *stale(struct iter *up)
{
	drive_say("make stale");
	return member((struct member){
		.up = up, .name = "stale", .factor = 1, .closing = ESTALE });
}

static struct iter *none(struct iter *up)
{
	(void)up;
	drive_say("make none");
	return NULL;
}

static struct iter *source(void)
{
	long after = drive_word("after") ? drive_number("after") : -1;

	if (drive_number("n") < 0)
		return NULL;
	return member((struct member){ .name = "source",
				       .factor = 1,
				       .number = -1,
				       .left = drive_number("n"),
				       .fails_after = after });
}

/* ---- The pipeline ---- */

static stage_fn *stage(char letter)
{
	switch (letter) {
	case 't':
		return times;
	case 'p':
		return plus;
	case 'c':
		return curious;
	case 'x':
		return full;
	case 'y':
		return stale;
	default:
		return none;
	}
}

/* Items, until the consumer has enough. */
static void take(struct iter *p, long stop)
{
	const char *detail;
	const long *number = NULL;

	while (stop-- > 0 && (number = iter_next(p)))
		drive_say("%ld", *number);
	if (p && (stop < 0 || number))
		return;
	drive_failed(iter_error(p));
	detail = p ? iter_detail(p) : NULL;
	if (detail)
		drive_say("%s", detail);
}

static void close_and_free(struct iter *p, long closes)
{
	for (long i = 0; p && i < closes; i++)
		drive_say("closing says %d", iter_close(p));
	if (p && closes)
		drive_say("then %s, error %d",
			  iter_next(p) ? "an item" : "no item", iter_error(p));
	iter_free(p);
}

void drive(void)
{
	const char *letters = drive_word("stages");
	long stop = drive_number("stop"), closes = drive_number("closes");
	stage_fn *stages[48];
	struct iter *p, *other = NULL;
	size_t count = 0;

	for (; letters[count] >= 'a' && count < 48; count++)
		stages[count] = stage(letters[count]);
	p = pipeline(source(), stages, count);
	if (drive_word("both"))
		other = pipeline(source(), stages, count / 2);
	for (size_t i = 0; i < count; i++)
		stages[i] = none;
	take(p, stop);
	if (other)
		take(other, stop);
	close_and_free(p, closes);
	close_and_free(other, closes);
	for (size_t i = 0; i < nfreed; i++)
		drive_event("%s freed", freed[i]);
}
