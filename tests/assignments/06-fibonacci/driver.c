/* SPDX-License-Identifier: MIT */
/*
 * driver.c - first(fibonacci(), n), or first() of a source that keeps a ledger;
 * the consumer stops after so many items.
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

static void source(long n, long stop)
{
	struct gen *g = first(drive_source("source", 3 * n + 10), n);
	const long *number;

	while (stop-- && (number = gen_next(g)))
		drive_say("%ld", *number);
	drive_failed(gen_error(g));
	gen_free(g);
}

void drive(void)
{
	long n = drive_number("n"), stop = drive_number("stop");

	if (drive_word("what")[0] == 'n')
		numbers(n, stop);
	else
		source(n, stop);
}
