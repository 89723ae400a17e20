/* SPDX-License-Identifier: MIT */
/*
 * driver.c - what must be true of any order, whichever the random numbers are.
 */
#include "shuffle_buffer.h"

#include <errno.h>
#include <string.h>

#include <drive.h>

static size_t slots, size;

/* The numbers to n - 1.  Each item has its number as often as fits in. */
static long *numbers(long n)
{
	long each = (long)(size / sizeof(long));
	long *all = drive_alloc((size_t)(n * each + 1) * sizeof *all);

	for (long i = 0; i < n * each; i++)
		all[i] = i / each;
	return all;
}

/* An item's number; -1: it is not one of the items to n - 1. */
static long number(const long *item, long n)
{
	for (size_t i = 1; i < size / sizeof *item; i++)
		if (item[i] != *item)
			return -1;
	return *item < n ? *item : -1;
}

static const char *yes(bool is)
{
	return is ? "yes" : "no";
}

static void one_order(long n, long stop)
{
	struct iter *source =
		drive_items("source", numbers(n), (size_t)n, size);
	bool *seen = drive_alloc((size_t)n + 1), once = true, early = false;
	const long *item;
	long place = 0;
	struct gen *g;
	int error;

	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	g = shuffled(source, size, slots, drive_random(), 3);
	drive_event("made");
	for (; place < stop && (item = gen_next(g)); place++) {
		long found = number(item, n);

		drive_event("lent");
		if (found < 0 || seen[found]) {
			once = false;
			continue;
		}
		seen[found] = true;
		early |= found > place + (long)slots - 1;
	}
	error = gen_error(g);
	gen_free(g);
	if (error == ENOMEM) {
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

/* An order that is being written down. */
struct order {
	struct iter_array all;
	struct gen *g;
	long n, place, items[100];
	bool ended;
};

static void begin(struct order *order, long n, uint64_t seed, uint64_t epoch)
{
	order->all = iter_array(numbers(n), (size_t)n, size);
	order->g = shuffled(&order->all.iter, size, slots, seed, epoch);
	order->n = n;
	order->place = 0;
	order->ended = false;
}

static void step(struct order *order)
{
	const long *item = order->ended ? NULL : gen_next(order->g);

	if (item)
		order->items[order->place++] = number(item, order->n);
	order->ended = !item;
}

/* False: an error, which is told. */
static bool end(struct order *order)
{
	int error = gen_error(order->g);
	long missing = order->n;
	bool seen[100] = { false };

	gen_free(order->g);
	drive_failed(error);
	for (long i = 0; i < order->place; i++)
		if (order->items[i] >= 0 && !seen[order->items[i]]) {
			seen[order->items[i]] = true;
			missing--;
		}
	if (!error && missing)
		drive_say("%ld items are missing", missing);
	return !error && !missing;
}

/*
 * Are two orders, drawn by turns, the same?  Two that have nothing to do with
 * each other agree in some places, but in less than half of them.  Nor does an
 * item come, in most places, that is the one behind what the other order has in
 * the place before: so it is where the random numbers are the same, but for the
 * first.
 */
static void compare(const char *what, long n, const uint64_t a[2],
		    const uint64_t b[2])
{
	struct order first, second;
	long same = 0, shifted = 0;
	bool fine;

	begin(&first, n, a[0], a[1]);
	begin(&second, n, b[0], b[1]);
	for (long i = 0; i < n; i++) {
		step(&first);
		step(&second);
	}
	fine = end(&first);
	if (!end(&second) || !fine)
		return;
	for (long i = 0; i < n; i++) {
		same += first.items[i] == second.items[i];
		shifted += i && first.items[i] == second.items[i - 1] + 1;
	}
	drive_say("%s: %s", what,
		  same == n                       ? "the same" :
		  same < n / 2 && shifted < n / 2 ? "another" :
						    "nearly the same");
}

static void pairs(long n, uint64_t s, uint64_t e, bool again)
{
	const uint64_t base[] = { s, e }, far = (uint64_t)1 << 32;
	const struct {
		const char *what;
		uint64_t pair[2];
	} list[] = {
		{ "the next epoch", { s, e + 1 } },
		{ "the next seed", { s + 1, e } },
		{ "the next seed, one epoch before", { s + 1, e - 1 } },
		{ "both one more", { s + 1, e + 1 } },
		{ "seed and epoch exchanged", { e + (s == e), s } },
		{ "both twice as large", { 2 * s, 2 * e } },
		{ "a seed larger by 2^32", { s + far, e } },
		{ "an epoch larger by 2^32", { s, e + far } },
	};

	if (again) {
		compare("again", n, base, base);
		return;
	}
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		compare(list[i].what, n, base, list[i].pair);
	compare("seed 0, epochs 0 and 1", n, (uint64_t[]){ 0, 0 },
		(uint64_t[]){ 0, 1 });
	compare("epoch 0, seeds 0 and 1", n, (uint64_t[]){ 0, 0 },
		(uint64_t[]){ 1, 0 });
}

/* Does the next seed have, in an epoch not far before, the order of this one?  So
 * it does where a number times the seed is added to the epoch. */
static void sums(long n, long epochs)
{
	struct order order[2];
	uint64_t seed = drive_random(), most = (uint64_t)epochs;
	long found = 0;

	for (long i = 0; i <= epochs; i++) {
		struct order *at = &order[i > 0];

		begin(at, n, seed + (i > 0), most - (uint64_t)i);
		for (long place = 0; place < n; place++)
			step(at);
		if (!end(at))
			return;
		found += i && !memcmp(at->items, order->items,
				      (size_t)n * sizeof *at->items);
	}
	drive_say("of %ld epochs, %ld have the order of another seed", epochs,
		  found);
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
	long counts[8][8] = { 0 };
	struct order order;
	uint64_t seed = drive_random();

	for (long epoch = 0; epoch < epochs; epoch++) {
		begin(&order, n, seed, (uint64_t)epoch);
		for (long place = 0; place < n; place++)
			step(&order);
		if (!end(&order))
			return;
		for (long place = 0; place < n; place++)
			if (order.items[place] >= 0)
				counts[order.items[place]][place]++;
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
	size = sizeof(long) *
	       (drive_word("longs") ? (size_t)drive_number("longs") : 1);
	if (!strcmp(what, "order"))
		one_order(n, drive_number("stop"));
	else if (!strcmp(what, "fair"))
		fairness(n, drive_number("epochs"));
	else if (!strcmp(what, "sums"))
		sums(n, drive_number("epochs"));
	else
		pairs(n, drive_random() % 1000 + 10, drive_random() % 1000 + 10,
		      !strcmp(what, "again"));
}
