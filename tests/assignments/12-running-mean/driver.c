/* SPDX-License-Identifier: MIT */
/*
 * driver.c - running means of which so many are taken, and what is returned in
 * the end; two by turns; and the final mean.
 */
#include "running_mean.h"

#include <drive.h>

#include <errno.h>
#include <string.h>

/* Numbers between 0 and 100, or so large that the sum of two is none; or below
 * 0, or all of them 0. */
static double scale_of(const char *word)
{
	switch (word[0]) {
	case 'l':
		return 1.7e306;
	case 'b':
		return -1;
	case 'z':
		return 0;
	default:
		return 1;
	}
}

static struct iter *source(const char *name, long n, long good)
{
	double scale = scale_of(drive_word("scale"));
	double *numbers = drive_alloc((size_t)(n + 1) * sizeof *numbers);
	struct iter *it;

	for (long i = 0; i < n; i++)
		numbers[i] = (double)drive_below(100) * scale;
	it = drive_items(name, numbers, (size_t)n, sizeof *numbers);
	if (good < n)
		drive_fail_after(it, (size_t)good);
	return it;
}

/* What remains of a body's stack when another body has used it. */
static const void *scribble(struct gen *self, void *no_args)
{
	volatile char page[3000];

	for (size_t i = 0; i < sizeof page; i++)
		page[i] = 0x55;
	(void)self;
	(void)no_args;
	return NULL;
}

static void end(struct gen *g)
{
	int error = gen_error(g);
	const char *detail = error && g ? gen_detail(g) : NULL;
	struct gen *other;
	const double *result;

	drive_failed(error);
	if (detail && error != ENOMEM)
		drive_say("%s", detail);
	if (error)
		return;
	other = gen_new(scribble, NULL, 0);
	gen_next(other);
	drive_failed(gen_error(other));
	gen_free(other);
	result = gen_result(g);
	if (result)
		drive_near("returned", *result, 1e-9);
	else
		drive_say("returned nothing");
}

static void means(long n, long good, long take)
{
	struct gen *g = running_mean(source("source", n, good));
	const double *mean = NULL;

	while (take-- && (mean = gen_next(g)))
		drive_near("mean", *mean, 1e-9);
	if (!mean)
		end(g);
	else
		drive_say(gen_result(g) ? "a result already" : "no result yet");
	if (!mean && g && !gen_error(g) && !gen_next(g))
		drive_say(gen_result(g) ? "a result again" : "no result again");
	drive_event("to be freed");
	gen_free(g);
}

/* Both to their ends, by turns; then both results. */
static void by_turns(long n)
{
	struct gen *a = running_mean(source("first", n, n));
	struct gen *b = running_mean(source("second", n, n));
	const double *x, *y;

	while ((x = gen_next(a)) && (y = gen_next(b))) {
		drive_near("mean", *x, 1e-9);
		drive_near("of the other", *y, 1e-9);
	}
	if (!gen_error(a) && !gen_error(b)) {
		gen_next(b);
		end(a);
		end(b);
	} else {
		drive_failed(gen_error(a) ? gen_error(a) : gen_error(b));
	}
	gen_free(a);
	gen_free(b);
}

static void final(long n, long good)
{
	double mean = -1;
	int error = final_mean(source("source", n, good), &mean);

	if (!error || mean != -1)
		drive_near("final", mean, 1e-9);
	drive_failed(error);
}

void drive(void)
{
	const char *what = drive_word("what");
	long n = drive_number("n");

	if (!strcmp(what, "means"))
		means(n, drive_number("good"), drive_number("take"));
	else if (!strcmp(what, "turns"))
		by_turns(n);
	else
		final(n, drive_number("good"));
}
