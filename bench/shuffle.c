/* SPDX-License-Identifier: MIT */
/*
 * shuffle.c - where do items end up that are shuffled as they come?
 *
 *	shuffle
 *
 * Prints shuffle.tsv: of every STEP-th of N items, its place after it went
 * through a buffer of so many slots, from which a random one is taken and
 * replaced by the next that comes; and its place in an epoch of a loader.  No
 * time is taken: it is the same on every machine.
 */
#include <err.h>
#include <stdio.h>

#include <generator/loader.h>

#include "../assets/random.h"

enum { N = 100000, STEP = 400 };

static void print_places(const char *order, const unsigned *place)
{
	for (unsigned item = STEP / 2; item < N; item += STEP)
		printf("%s\t%u\t%u\n", order, item, place[item]);
}

static void buffer(unsigned slots)
{
	static unsigned slot[N], place[N];
	unsigned count = 0, next = 0;
	uint64_t seed = 1;
	char order[32];

	while (count < slots)
		slot[count++] = next++;
	for (unsigned out = 0; count; out++) {
		unsigned i = below(&seed, count);

		place[slot[i]] = out;
		slot[i] = next < N ? next++ : slot[--count];
	}
	snprintf(order, sizeof order, "buffer-%u", slots);
	print_places(order, place);
}

static int get_nothing(struct dataset *set, uint64_t index, void *sample,
		       struct loading *in)
{
	(void)set;
	(void)index;
	(void)in;
	*(char *)sample = 0;
	return 0;
}

static void loader(void)
{
	static const struct dataset_ops ops = { .get = get_nothing };
	static unsigned place[N];
	struct dataset set = { &ops, .length = N, .size = 1 };
	struct loader *l = loader_new(
		&set, &(struct loader_options){
			      .batch = 1000, .shuffle = true, .seed = 1 });
	unsigned out = 0;

	gen_each (const struct loaded *, got, loader_iter(l))
		for (size_t i = 0; i < got->batch.count; i++)
			place[got->index[i]] = out++;
	if (loader_error(l))
		errx(1, "shuffle: %s", loader_error(l)->text);
	loader_free(l);
	print_places("loader", place);
}

int main(void)
{
	printf("order\titem\tplace\n");
	buffer(100);
	buffer(1000);
	buffer(10000);
	loader();
	return 0;
}
