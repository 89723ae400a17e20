/* SPDX-License-Identifier: MIT */
/*
 * 07_by_hand - how can a function stop in its middle and go on later?
 *
 * You will see: 1, 2, 3, counted by three machines; where each of them will go
 * on when it is asked again; and how many bytes it keeps while it sleeps.
 * New here: the macros GEN_FRAME, GEN_BODY, GEN_YIELD and GEN_DONE.
 * Comes from: PEP 255, "Motivation"; the tutorial's count_up_to.
 * Leads to: <generator/stackless.h>, and lib/include/generator/switch/.
 *
 * Predict: A generator that counts to 3 sleeps.  How many bytes must be kept,
 *   if we write it by hand, with macros, or as a function with a stack?
 * Answer: 12, 64, and a stack of 64 KiB with a page to guard it.  By hand it is
 *   a place and two numbers.  The macros add what send, throw and close need.
 *   A stack takes any function as it is, and the functions that it calls.
 */
#include <stdio.h>
#include <stdlib.h>

#include <generator.h>
#include <generator/stackless.h>

/* 1. By hand: locals and place in a struct, and the loop torn into steps. */
struct by_hand {
	enum { START, IN_LOOP } at;
	int max, count;
};

static const int *by_hand_next(struct by_hand *my)
{
	switch (my->at) {
	case START:
		my->count = 1;
		my->at = IN_LOOP;
		break;
	case IN_LOOP:
		if (my->count <= my->max) /* it has not ended */
			my->count++;
	}
	return my->count <= my->max ? &my->count : NULL;
}

/* 2. With macros: the loop is a loop again, and a switch jumps back into it.
 * The place is a line of this file.  Shortened, they are:
 *	GEN_FRAME(f)        .gen = { ..., .body = f }
 *	GEN_BODY (self)     switch (self->at) case 0: ...
 *	GEN_YIELD(self, x)  self->at = __LINE__; return x; case __LINE__: ...
 *	GEN_DONE(self, x)   the end; x is what the body returns */
struct stackless {
	struct gen gen;
	int max, count;
};

static const void *stackless(struct gen *self, void *frame)
{
	struct stackless *my = frame;

	GEN_BODY (self) {
		for (my->count = 1; my->count <= my->max; my->count++)
			GEN_YIELD(self, &my->count);
	}
	return GEN_DONE(self, NULL);
}

/* 3. With a stack: an ordinary function, whose locals are locals.  gen_yield()
 * leaves them where they are and jumps to the caller, on the caller's stack. */
struct stackful {
	int max;
};

static const void *stackful(struct gen *self, void *args)
{
	const struct stackful *my = args;

	for (int count = 1; count <= my->max; count++)
		if (!gen_yield(self, &count))
			break;
	return NULL;
}

int main(void)
{
	static const char *const cases[] = { "START", "IN_LOOP" };
	struct by_hand hand = { START, .max = 3 };
	struct stackless macros = { GEN_FRAME(stackless), .max = 3 };
	GEN_AUTO struct gen *stack = gen_call(stackful, .max = 3);
	GEN_AUTO struct gen *other = gen_call(stackful, .max = 3);
	const int *number, *others = gen_next(other);

	while ((number = by_hand_next(&hand)))
		printf("%d\n~ goes on in case %s\n", *number, cases[hand.at]);
	printf("~ by hand: %zu bytes\n", sizeof hand);
	gen_each (const int *, count, &macros.gen)
		printf("%d\n~ goes on in line %d\n", *count, macros.gen.at);
	printf("~ macros: %zu bytes\n", sizeof macros);
	gen_each (const int *, count, stack)
		printf("%d\n~ stack: count at %p, %ld bytes to the other's\n",
		       *count, (const void *)count,
		       labs((long)count - (long)others));
	return 0;
}
