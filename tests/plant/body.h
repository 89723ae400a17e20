/* SPDX-License-Identifier: MIT */
/*
 * body.h - a generator with four numbers on the heap and four in its frame,
 * which makes its mistake after it was suspended once.
 *
 * The program that includes this has the mistake, in bug().
 */
#ifndef BODY_H
#define BODY_H

#include "plant.h"

enum { NUMBERS = 4 };

/* heap may be freed, if it becomes NULL. */
static void bug(int **heap, int *local);

static const void *stackful_body(struct gen *self, void *args)
{
	int *heap = malloc(NUMBERS * sizeof *heap);
	int local[NUMBERS] = { 0 };

	(void)args;
	if (gen_yield(self, heap))
		bug(&heap, local); /* BUG stackful */
	free(heap);
	return NULL;
}

struct frame {
	struct gen gen;
	int *heap;
};

static const void *stackless_body(struct gen *self, void *frame)
{
	struct frame *my = frame;
	int local[NUMBERS];

	GEN_BODY (self) {
		my->heap = malloc(NUMBERS * sizeof *my->heap);
		GEN_YIELD(self, my->heap);
		memset(local, 0, sizeof local);
		bug(&my->heap, local); /* BUG stackless */
		free(my->heap);
	}
	return GEN_DONE(self, NULL);
}

int main(int argc, char **argv)
{
	struct frame frame = { GEN_FRAME(stackless_body), .heap = NULL };
	struct gen *g;

	read_arguments(argc, argv);
	g = stackful ? gen_new(stackful_body, NULL, 0) : &frame.gen;
	while (gen_next(g))
		;
	gen_free(g);
	return 0;
}

#endif
