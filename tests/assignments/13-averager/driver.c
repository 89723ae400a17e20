/* SPDX-License-Identifier: MIT */
/*
 * driver.c - a talk with an averager: n is a next, s sends a number, z sends 0;
 * with two by turns; and the average of numbers that may break.
 */
#include "averager.h"

#include <drive.h>

#include <string.h>

static double drawn_number(void)
{
	return (double)(drive_below(2001) - 1000) / 8;
}

/* One move.  False: it has ended, or could not be made. */
static bool move(const char *who, struct gen *g, char what)
{
	double number = what == 's' ? drawn_number() : 0;
	const double *average =
		what == 'n' ? gen_next(g) : gen_send(g, &number);

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

	while (*moves && move("average", g, *moves))
		moves++;
	end(g);
}

static void by_turns(long n)
{
	struct gen *a = averager(), *b = averager();
	bool go_on = move("first", a, 'n') && move("second", b, 'n');

	while (go_on && n--)
		go_on = move("first", a, "nsss"[drive_below(4)]) &&
			move("second", b, "nsss"[drive_below(4)]);
	end(a);
	end(b);
}

struct numbers {
	long count, good;
};

/* Numbers, of which so many are good.  Whoever asks for the first one has
 * brought the averager to its first yield. */
static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	drive_say("resumed before the first number: %lu", gen_resumes() - 1);
	for (long i = 0; i < my->count; i++) {
		if (i == my->good)
			return gen_raise(self, -7);
		drive_event("number %ld", i);
		if (!gen_yield(self, &(double){ drawn_number() }))
			break;
	}
	drive_event("no more numbers");
	return NULL;
}

static void average(long n, long good)
{
	struct gen *source = gen_call(numbers, .count = n, .good = good);
	double result = -1e9;
	int error = average_of(gen_iter(source), &result);

	if (!error || result != -1e9)
		drive_near("average", result, 1e-9);
	drive_failed(error);
	drive_event("numbers: %s",
		    gen_state(source) == GEN_CLOSED ? "ended" : "go on");
	gen_free(source);
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
