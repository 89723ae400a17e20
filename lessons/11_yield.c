/* SPDX-License-Identifier: MIT */
/*
 * 11_yield - when does the body of a generator run?
 *
 * You will see: the tutorial's count_up_to(3), with the generator's own lines
 * indented, and in which state it is when.  Then what C knows of its types.
 * New here: gen_state(); Generator[YieldType, SendType, ReturnType] in C: three
 *   wrappers, around gen_next(), gen_send() and gen_result() (lessons 12, 13).
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
	return "Completed!";
}

/* Generator[int, int, str].  To the library all three are const void *, which
 * may be anything; these wrappers say what they are to this generator. */
static const int *count_next(struct gen *g)
{
	return gen_next(g); /* YieldType */
}

static const int *count_send(struct gen *g, const int *msg /* SendType */)
{
	return gen_send(g, msg);
}

static const char *count_result(const struct gen *g)
{
	return gen_result(g); /* ReturnType */
}

/* What C checks: types in calls of wrappers, const, names and types of
 * arguments.  It cannot check what a const void * is taken for. */
#ifdef WRONG /* cc -DWRONG -fsyntax-only -Ilib/include lessons/11_yield.c */
static void wrong(struct gen *g)
{
	const double *real = count_next(g); /* warning: not the YieldType */

	count_send(g, real);                     /* warning: not the SendType */
	real = count_result(g);                  /* warning: nor this */
	*count_next(g) = 7;                      /* error: the loan is const */
	g = gen_call(count_up_to, .maximum = 3); /* error: no such argument */
	g = gen_call(count_up_to, .max = "3");   /* warning: not an int */
	real = gen_next(g);                      /* silence */
	gen_send(g, real);                       /* silence */
	gen_each (const double *, lie, g)        /* silence */
		real = lie;
}
#endif

int main(void)
{
	GEN_AUTO struct gen *gen = gen_call(count_up_to, .max = 3);
	const int nine = 9, *first;

	printf("gen = count_up_to(3): %s\n", state(gen));
	first = count_next(gen);
	printf("%d\n", *first);
	printf("between two items: %s\n", state(gen));
	printf("%d\n", *count_send(gen, &nine)); /* to one who does not look */
	gen_each (const int *, number, gen)
		printf("%d\n%s", *number,
		       number == first ? "= at the same address\n" : "");
	printf("after the loop: %s\n", state(gen));
	printf("= and what it returned: %s\n", count_result(gen));
	return 0;
}
