/* SPDX-License-Identifier: MIT */
/*
 * driver.c - first(fibonacci(), n), or first() of a source that keeps a ledger;
 * the consumer stops after so many items.  Or two of the first kind, by turns.
 */
#include "fibonacci.h"

#include <drive.h>

static void numbers(long n, long stop)
{
	struct gen *g = first(gen_iter(fibonacci()), n);
	const unsigned long long *number;

	while (stop-- && (number = gen_next(g)))
		drive_say("%llu", *number);
	drive_failed(gen_error(g));
	gen_free(g);
}

/* Items are lent as they come: number n is a byte, and that byte is here. */
static void source(long n, long stop)
{
	size_t has =
		(size_t)(drive_word("has") ? drive_number("has") : 3 * n + 10);
	const char *base = drive_alloc(has + 1), *item;
	struct iter *up = drive_items("source", base, has, 1);
	struct gen *g;

	if (drive_word("broken"))
		drive_fail_after(up, (size_t)drive_number("broken"));
	g = first(up, n);
	while (stop-- && (item = gen_next(g)))
		if (item >= base && item < base + has)
			drive_say("%td", item - base);
		else
			drive_say("not an item of the source");
	drive_failed(gen_error(g));
	drive_event("to be freed");
	gen_free(g);
}

static void by_turns(long n)
{
	struct gen *a = first(gen_iter(fibonacci()), n);
	struct gen *b = first(gen_iter(fibonacci()), n);
	const unsigned long long *x, *y;

	while ((x = gen_next(a)) && (y = gen_next(b))) {
		drive_say("%llu", *x);
		drive_say("the other: %llu", *y);
	}
	drive_failed(gen_error(a) ? gen_error(a) : gen_error(b));
	gen_free(a);
	gen_free(b);
}

void drive(void)
{
	const char *what = drive_word("what");
	long n = drive_number("n");

	if (what[0] == 't')
		by_turns(n);
	else if (what[0] == 'n')
		numbers(n, drive_number("stop"));
	else
		source(n, drive_number("stop"));
}
