/* SPDX-License-Identifier: MIT */
/*
 * driver.c - each function, on sources that keep a ledger; what it leaves of them
 * is pulled afterwards.
 *
 * A test answers true for numbers below a bound, and says that it was asked.
 * Items are lent as they come: number n is a byte, and that byte is at base + n.
 */
#include "early_exit.h"

#include <drive.h>

#include <string.h>

static const char *base;
static long bytes;

static long number_of(const void *item)
{
	const char *byte = item;

	if (byte >= base && byte < base + bytes)
		return byte - base;
	drive_say("not an item of the source");
	return 0;
}

static bool below(const void *item, void *ctx)
{
	drive_event("is %ld below?", number_of(item));
	return number_of(item) < *(long *)ctx;
}

static bool not_below(const void *item, void *ctx)
{
	return !below(item, ctx);
}

/* A source of n numbers, or fewer: it then fails. */
static struct iter *source(const char *name, long n, long good)
{
	struct iter *it = drive_items(name, base, (size_t)n, 1);

	if (good < n)
		drive_fail_after(it, (size_t)good);
	return it;
}

static void leave(struct iter *it)
{
	drive_event("what is left:");
	while (iter_next(it))
		;
	iter_free(it);
}

/* Again and again, of what is left, until it ends. */
static void ask(const char *what, long n, long bound, long good)
{
	struct iter *it = source("source", n, good);
	bool is_any = what[1] == 'n', answer;
	long times = 0;

	do {
		answer = is_any ? any(it, not_below, &bound) :
				  all(it, below, &bound);
		drive_say("%s: %s", what, answer ? "true" : "false");
		drive_failed(iter_error(it));
	} while (answer == is_any && !iter_error(it) && times++ < n);
	leave(it);
}

static void end(struct gen *g)
{
	int error = gen_error(g);
	const char *detail = error ? gen_detail(g) : NULL;

	drive_failed(error);
	if (error && g)
		drive_say("%s", detail ? detail : "no detail");
	gen_free(g);
}

static void take(long n, long bound, long good, long stop)
{
	struct iter *it = source("source", n, good);
	struct gen *g = take_while(it, below, &bound);
	const void *item;

	while (stop-- && (item = gen_next(g)))
		drive_say("%ld", number_of(item));
	end(g);
	leave(it);
}

static void pairs(long n, long m, long good, long stop)
{
	long second = drive_word("second") ? drive_number("second") : m;
	struct iter *a = source("first", n, good),
		    *b = source("second", m, second);
	struct gen *g = zip(a, b);
	const struct two *two;

	while (stop-- && (two = gen_next(g)))
		drive_say("%ld %ld", number_of(two->first),
			  number_of(two->second));
	end(g);
	leave(a);
	leave(b);
}

/* zip() of two zip(): what one lends must be there when the other has lent. */
static void four(long n, long m)
{
	struct iter *a = source("first", n, n), *b = source("second", m, m);
	struct gen *odd = zip(a, b), *even = zip(a, b);
	struct gen *g = zip(gen_iter(odd), gen_iter(even));
	const struct two *two, *x, *y;

	while ((two = gen_next(g))) {
		x = two->first;
		y = two->second;
		drive_say("%ld %ld %ld %ld", number_of(x->first),
			  number_of(x->second), number_of(y->first),
			  number_of(y->second));
	}
	end(g);
	gen_free(odd);
	gen_free(even);
	leave(a);
	leave(b);
}

/* any() of the pairs of what take_while() takes: generators in a row. */
static bool meets(const void *item, void *ctx)
{
	const struct two *two = item;

	return number_of(two->first) + *(long *)ctx ==
	       2 * number_of(two->second);
}

static void row(long n, long bound, long good)
{
	long more = bound + 2;
	struct iter *a = source("first", n, good), *b = source("second", n, n);
	struct gen *taken = take_while(a, below, &bound);
	struct gen *also = take_while(b, below, &more);
	struct gen *g = zip(gen_iter(taken), gen_iter(also));
	bool found = any(gen_iter(g), meets, &bound);

	if (gen_error(g))
		drive_failed(gen_error(g));
	else
		drive_say("found: %s", found ? "true" : "false");
	gen_free(g);
	gen_free(taken);
	gen_free(also);
	leave(a);
	leave(b);
}

void drive(void)
{
	const char *what = drive_word("what");
	long n = drive_number("n"), good = drive_number("good");

	bytes = n + (drive_word("m") ? drive_number("m") : 0) + 1;
	base = drive_alloc((size_t)bytes);
	if (!strcmp(what, "take"))
		take(n, drive_number("below"), good, drive_number("stop"));
	else if (!strcmp(what, "zip"))
		pairs(n, drive_number("m"), good, drive_number("stop"));
	else if (!strcmp(what, "four"))
		four(n, drive_number("m"));
	else if (!strcmp(what, "row"))
		row(n, drive_number("below"), good);
	else
		ask(what, n, drive_number("below"), good);
}
