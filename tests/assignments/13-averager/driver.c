/* SPDX-License-Identifier: MIT */
/*
 * driver.c - a talk with an averager: n is a next, s sends a number; with two by
 * turns; and the average of a source.
 */
#include "averager.h"

#include <drive.h>

#include <string.h>

static double drawn_number(void)
{
	return (double)drive_below(1000) / 8;
}

/* One move.  False: it has ended, or could not be made. */
static bool move(const char *who, struct gen *g, bool send)
{
	double number = send ? drawn_number() : 0;
	const double *average = send ? gen_send(g, &number) : gen_next(g);

	number = -1e9; /* it was lent until now */
	if (!average)
		drive_failed(gen_error(g));
	else if ((const void *)average == &gen_none)
		drive_say("%s: no average", who);
	else
		drive_near(who, *average, 1e-9);
	return gen_state(g) != GEN_CLOSED;
}

static void end(struct gen *g)
{
	drive_say("closed: %d", gen_close(g));
	gen_free(g);
}

static void talk(const char *moves)
{
	struct gen *g = averager();

	while (*moves && move("average", g, *moves == 's'))
		moves++;
	end(g);
}

static void by_turns(long n)
{
	struct gen *a = averager(), *b = averager();
	bool go_on = move("first", a, false) && move("second", b, false);

	while (go_on && n--)
		go_on = move("first", a, drive_below(4)) &&
			move("second", b, drive_below(4));
	end(a);
	end(b);
}

static void average(long n, long good)
{
	double *numbers = drive_alloc((size_t)(n + 1) * sizeof *numbers);
	struct iter *source;
	double result = -1;
	int error;

	for (long i = 0; i < n; i++)
		numbers[i] = drawn_number();
	source = drive_items("source", numbers, (size_t)n, sizeof *numbers);
	if (good < n)
		drive_fail_after(source, (size_t)good);
	error = average_of(source, &result);
	if (!error || result != -1)
		drive_near("average", result, 1e-9);
	drive_failed(error);
	iter_free(source);
}

void drive(void)
{
	const char *what = drive_word("what");

	if (!strcmp(what, "talk"))
		talk(drive_word("moves"));
	else if (!strcmp(what, "turns"))
		by_turns(drive_number("n"));
	else
		average(drive_number("n"), drive_number("good"));
}
