/* SPDX-License-Identifier: MIT */
/*
 * driver.c - watch() a countdown of the student's, or one of the driver's that
 * keeps a ledger, and may fail; with jumps that the case names or that are drawn.
 * Or two countdowns by turns.
 */
#include "lost_value.h"

#include <drive.h>

#include <stdlib.h>
#include <string.h>

enum { JUMPS = 8 };

static void seen(long number)
{
	drive_place(__builtin_return_address(0));
	drive_say("%ld", number);
}

struct witness {
	long from, bad;
};

/* It has numbers below 0, too. */
static const void *witness(struct gen *self, void *args)
{
	const struct witness *my = args;
	const long *message;

	for (long n = my->from; n >= -2; n = message ? *message : n - 1) {
		if (n == my->bad)
			return gen_raise(self, -7);
		drive_event("lent %ld", n);
		if (!gen_yield(self, &(long){ n }))
			return NULL;
		message = gen_sent(self);
		if (message)
			drive_event("was sent %ld", *message);
	}
	drive_event("ended");
	return NULL;
}

/* "5:3,2:9", or drawn ones, of which one is at the first number; returns how
 * many. */
static size_t read_jumps(struct jump *jumps, long n)
{
	const char *at = drive_word("jumps");
	size_t count = 0;

	if (*at == 'd') {
		jumps[count++] = (struct jump){ n, drive_below(n + 1), false };
		while (count < JUMPS)
			jumps[count++] =
				(struct jump){ drive_below(n + 1),
					       drive_below(n + 1) - 1, false };
		return count;
	}
	while (*at && count < JUMPS) {
		char *end;
		long from = strtol(at, &end, 10);

		jumps[count++] =
			(struct jump){ from, strtol(end + 1, &end, 10), false };
		at = end + (*end == ',');
	}
	return count;
}

static void by_turns(long n)
{
	struct gen *a = countdown(n), *b = countdown(2 * n);
	const long *one = gen_next(a), *other = gen_next(b);

	while (one && other) {
		drive_say("first: %ld, second: %ld", *one, *other);
		one = gen_next(a);
		other = gen_next(b);
	}
	drive_failed(gen_error(a) ? gen_error(a) : gen_error(b));
	gen_free(a);
	gen_free(b);
}

void drive(void)
{
	struct jump jumps[JUMPS];
	long n = drive_number("n");
	size_t count = read_jumps(jumps, n);
	struct gen *g;

	if (!strcmp(drive_word("who"), "two")) {
		by_turns(n);
		return;
	}
	if (drive_word("who")[0] == 'y')
		g = countdown(n);
	else
		g = gen_call(witness, .from = n, .bad = drive_number("bad"));
	drive_failed(watch(g, jumps, count, seen));
	for (size_t i = 0; i < count; i++)
		if (jumps[i].taken)
			drive_event("jump %zu was taken", i);
	gen_free(g);
}
