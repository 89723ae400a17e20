/* SPDX-License-Identifier: MIT */
/*
 * driver.c - what must be true of any order, whichever the random numbers are.
 */
#include "shuffle_buffer.h"

#include <errno.h>
#include <string.h>

#include <drive.h>

static size_t slots;

static struct gen *shuffled_source(long n, uint64_t seed, uint64_t epoch)
{
	struct iter *source = drive_source("source", n);

	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return shuffled(source, sizeof(long), slots, seed, epoch);
}

static const char *yes(bool is)
{
	return is ? "yes" : "no";
}

static void one_order(long n, long stop)
{
	struct gen *g = shuffled_source(n, drive_random(), 3);
	bool *seen = drive_alloc((size_t)n + 1), once = true, early = false;
	const long *item;
	long place = 0;
	int error;

	for (; place < stop && (item = gen_next(g)); place++) {
		drive_event("lent");
		if (*item < 0 || *item >= n || seen[*item]) {
			once = false;
			continue;
		}
		seen[*item] = true;
		early |= *item > place + (long)slots - 1;
	}
	error = gen_error(g);
	gen_free(g);
	if (error && error != EIO) {
		drive_failed(error);
		return;
	}
	drive_say("%ld items", place);
	drive_say("each once: %s", yes(once));
	drive_say("one too early: %s", yes(early));
	if (error)
		drive_failed(error);
	else
		drive_say("an end like any other");
}

/* Write an order down.  False: an error, which is told. */
static bool order(long *items, long n, uint64_t seed, uint64_t epoch)
{
	struct iter_array all;
	long *numbers = drive_alloc((size_t)n * sizeof *numbers), place = 0;
	const long *item;
	struct gen *g;
	int error;

	for (long i = 0; i < n; i++)
		numbers[i] = i;
	all = iter_array(numbers, (size_t)n, sizeof *numbers);
	g = shuffled(&all.iter, sizeof *numbers, slots, seed, epoch);
	while (place < n && (item = gen_next(g)))
		items[place++] = *item;
	error = gen_error(g);
	gen_free(g);
	drive_failed(error);
	if (!error && place < n)
		drive_say("%ld items are missing", n - place);
	return !error && place == n;
}

/* Are two orders the same?  Two that have nothing to do with each other agree in
 * some places, but in less than half of them. */
static void compare(const char *what, long n, const uint64_t a[2],
		    const uint64_t b[2])
{
	long first[100], second[100], same = 0;

	if (!order(first, n, a[0], a[1]) || !order(second, n, b[0], b[1]))
		return;
	for (long i = 0; i < n; i++)
		same += first[i] == second[i];
	drive_say("%s: %s", what,
		  same == n    ? "the same" :
		  same < n / 2 ? "another" :
				 "nearly the same");
}

static void pairs(long n, bool again)
{
	const uint64_t base[] = { drive_random() % 1000 + 10,
				  drive_random() % 1000 + 10 };
	const uint64_t s = base[0], e = base[1];

	if (again) {
		compare("again", n, base, base);
		return;
	}
	compare("the next epoch", n, base, (uint64_t[]){ s, e + 1 });
	compare("the next seed", n, base, (uint64_t[]){ s + 1, e });
	compare("the next seed, one epoch before", n, base,
		(uint64_t[]){ s + 1, e - 1 });
	compare("both one more", n, base, (uint64_t[]){ s + 1, e + 1 });
	compare("seed and epoch exchanged", n, base,
		(uint64_t[]){ e + (s == e), s });
	compare("both twice as large", n, base, (uint64_t[]){ 2 * s, 2 * e });
	compare("seed 0, epochs 0 and 1", n, (uint64_t[]){ 0, 0 },
		(uint64_t[]){ 0, 1 });
	compare("epoch 0, seeds 0 and 1", n, (uint64_t[]){ 0, 0 },
		(uint64_t[]){ 1, 0 });
}

/*
 * How often should item i come in a place?  Through a buffer of all items as
 * often in each.  Through a smaller one an item that is in it is drawn with 1 of
 * slots, until up has ended; from then on with 1 of those that are left.
 */
static double expected(long n, long item, long place)
{
	double there = 1;

	for (long at = 0; at <= place; at++) {
		long left = n - at,
		     in = left < (long)slots ? left : (long)slots;

		if (item >= at + (long)slots)
			continue;
		if (at == place)
			return there / (double)in;
		there -= there / (double)in;
	}
	return 0;
}

static void fairness(long n, long epochs)
{
	long counts[8][8] = { 0 }, items[8];
	uint64_t seed = drive_random();

	for (long epoch = 0; epoch < epochs; epoch++) {
		if (!order(items, n, seed, (uint64_t)epoch))
			return;
		for (long place = 0; place < n; place++)
			if (items[place] >= 0 && items[place] < n)
				counts[items[place]][place]++;
	}
	/* Six times the standard deviation, and a bit. */
	for (long i = 0; i < n; i++)
		for (long place = 0; place < n; place++) {
			double mean = expected(n, i, place) * (double)epochs;
			double off = (double)counts[i][place] - mean;

			if (off * off > 36 * mean + 9)
				drive_say("item %ld in place %ld: too %s", i,
					  place, off < 0 ? "rare" : "often");
		}
	drive_say("%ld orders", epochs);
}

void drive(void)
{
	const char *what = drive_word("what");
	long n = drive_number("n");

	slots = (size_t)drive_number("slots");
	if (!strcmp(what, "order"))
		one_order(n, drive_number("stop"));
	else if (!strcmp(what, "fair"))
		fairness(n, drive_number("epochs"));
	else
		pairs(n, !strcmp(what, "again"));
}
