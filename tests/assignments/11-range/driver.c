/* SPDX-License-Identifier: MIT */
/*
 * driver.c - a countdown; a range; two of either by turns.  What they tell is in
 * the ledger, and so is when they were made.
 */
#include "range.h"

#include <drive.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void tell(const char *what)
{
	drive_place(__builtin_return_address(0));
	drive_event("%s", what);
}

static void tell_other(const char *what)
{
	drive_place(__builtin_return_address(0));
	drive_event("the other: %s", what);
}

/* "max-2", "min", "7" */
static long bound(const char *name)
{
	const char *word = drive_word(name);
	long base = 0;

	if (!strncmp(word, "max", 3) || !strncmp(word, "min", 3)) {
		base = word[1] == 'a' ? LONG_MAX : LONG_MIN;
		word += 3;
	}
	return *word ? base + strtol(word, NULL, 10) : base;
}

static struct gen *made(struct gen *g)
{
	drive_event("made");
	return g;
}

static void consume(struct gen *g, long take)
{
	const long *number;

	while (take-- && (number = gen_next(g)))
		drive_say("%ld", *number);
	drive_failed(gen_error(g));
	drive_event("to be freed");
	gen_free(g);
}

static void by_turns(struct gen *a, struct gen *b, long take)
{
	while (take--) {
		const long *x = gen_next(a), *y = gen_next(b);

		if ((!x && !y) || gen_error(a) || gen_error(b))
			break;
		if (x)
			drive_say("%ld", *x);
		if (y)
			drive_say("the other: %ld", *y);
	}
	drive_failed(gen_error(a));
	drive_failed(gen_error(b));
	gen_free(a);
	gen_free(b);
}

void drive(void)
{
	const char *what = drive_word("what");
	long take = drive_number("take");

	if (!strcmp(what, "countdown"))
		consume(made(countdown(drive_number("n"), tell)), take);
	else if (!strcmp(what, "range"))
		consume(made(range(bound("start"), bound("stop"), bound("step"),
				   tell)),
			take);
	else if (!strcmp(what, "grow"))
		consume(made(range(0, drive_number("n"), 1, tell)), take);
	else if (!strcmp(what, "countdowns"))
		by_turns(made(countdown(drive_number("n"), tell)),
			 made(countdown(drive_number("n") + 2, tell_other)),
			 take);
	else
		by_turns(made(range(bound("start"), bound("stop"),
				    bound("step"), tell)),
			 made(range(bound("stop"), bound("start"),
				    -bound("step"), tell_other)),
			 take);
}
