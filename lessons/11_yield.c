/* SPDX-License-Identifier: MIT */
/*
 * 11_yield - when does the body of a generator run?
 *
 * You will see: the tutorial's count_up_to(3), with the generator's own lines
 * indented, and in which state it is when.  Then what C knows of its types.
 * New here: a typed wrapper for Generator[YieldType, SendType, ReturnType].
 * Comes from: PEP 255, "Specification: Yield"; tutorial, "An Example".
 * Leads to: gen_create() in lib/src/gen.c, gen_yield() in <generator.h>.
 *
 * Predict: The first line of count_up_to prints "starting".  When is it
 *   printed: by gen = count_up_to(3), or later?
 * Answer: later, by the first next().  The call only keeps the argument and
 *   runs nothing.  From then on, each next() goes on right behind the yield.
 */
#include <stdio.h>

#include <generator.h>

static const char *state(const struct gen *g)
{
	static const char *const names[] = { "GEN_CREATED", "GEN_RUNNING",
					     "GEN_SUSPENDED", "GEN_CLOSED" };

	return names[gen_state(g)];
}

struct count_up_to {
	int max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;
	int count = 1;

	printf("\tstarting: %s\n", state(self));
	while (count <= my->max) {
		if (!gen_yield(self, &count))
			return NULL; /* told to leave: lesson 16 */
		count++;
		printf("\tresumed: count is now %d\n", count);
	}
	printf("\tending\n");
	return NULL;
}

/*
 * Generator[int, None, None]: to the library an item is const void *, which
 * may be anything.  gen_each names its type for one loop, unchecked; this line
 * names it for all who call it, and the compiler checks them.  None is sent
 * and None returned, so there is no count_send() and no count_result().
 */
static const int *count_next(struct gen *g)
{
	return gen_next(g);
}

#ifdef WRONG /* cc -DWRONG -fsyntax-only -Ilib/include lessons/11_yield.c */
static void wrong(struct gen *g)
{
	const double *real = count_next(g); /* warning: not the YieldType */

	*count_next(g) = 7;                  /* error: the loan is const */
	gen_call(count_up_to, .maximum = 3); /* error: no such argument */
	gen_call(count_up_to, .max = "3");   /* warning: not an int */
	real = gen_next(g);                  /* silence: C cannot check */
	gen_send(g, real);                   /* silence: C cannot check */
}
#endif

/* The name of an expression's type; the expression itself is not run. */
#define TYPE(x) \
	_Generic((x), const int *: "const int *", \
			 const void *: "const void *")

int main(void)
{
	GEN_AUTO struct gen *gen = gen_call(count_up_to, .max = 3);
	const int *first;

	printf("gen = count_up_to(3): %s\n", state(gen));
	first = count_next(gen);
	printf("%d\n", *first);
	printf("between two items: %s\n", state(gen));
	gen_each (const int *, number, gen) {
		printf("%d\n", *number);
		if (number == first)
			printf("= the same int, at the same address\n");
	}
	printf("after the loop: %s\n", state(gen));
	printf("= count_next() gives a %s, gen_next() a %s\n",
	       TYPE(count_next(gen)), TYPE(gen_next(gen)));
	return 0;
}
