/* SPDX-License-Identifier: MIT */
/*
 * profilee - a generator inside a generator that spends all the time and all
 * the memory of the program, for tests/profiled to look at.
 */
#include <stdlib.h>

#include <generator.h>

static volatile unsigned sum;

struct inner {
	unsigned times;
};

static const void *inner(struct gen *self, void *args)
{
	const struct inner *my = args;
	char *room = malloc(1000 * 1000); /* ROOM */

	do
		for (unsigned i = 0; i < my->times; i++)
			sum += i;
	while (gen_yield(self, room));
	free(room);
	return NULL;
}

struct outer {
	struct gen *inner;
};

static const void *outer(struct gen *self, void *args)
{
	const struct outer *my = args;
	const void *room;

	while ((room = gen_next(my->inner)))
		if (!gen_yield(self, room))
			break;
	return NULL;
}

/* PROGRAM TIMES - how often inner() adds, each of ten times. */
int main(int argc, char **argv)
{
	unsigned times = argc > 1 ? (unsigned)atoi(argv[1]) : 0;
	struct gen *worker = gen_call(inner, .times = times);
	struct gen *g = gen_call(outer, .inner = worker);

	for (int i = 0; i < 10; i++)
		gen_next(g);
	gen_free(g);
	gen_free(worker);
	return 0;
}
