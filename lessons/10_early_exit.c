/* SPDX-License-Identifier: MIT */
/*
 * 10_early_exit - what does laziness save when we stop early?
 *
 * You will see: a search for 42 in ten million numbers, eager and lazy.  Then
 * how much zip takes from a generator: look at what it leaves.
 * New here: the consumer decides how much work the producer does.
 * Comes from: the tutorial's "Lazy Evaluation"; Python's zip.
 * Leads to: iter_take() in lib/src/pipeline.c, which takes not one too many.
 *
 * Predict: A generator yields 0, 1, 2, ... up to ten million.  How often is
 *   it resumed until we have found 42?
 * Answer: 43 times, for 0 to 42.  The other 9999957 numbers are never made;
 *   the list holds them all before the search begins.
 */
#include <stdio.h>

#define GEN_COUNT /* as in lesson 09: count the resumptions */
#include <generator.h>

#define MANY 10000000

struct numbers {
	int stop;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	for (int number = 0; number < my->stop; number++)
		if (!gen_yield(self, &number))
			break;
	return NULL;
}

static void find_in_list(int wanted)
{
	static int list[MANY];
	int made, i = 0;

	for (made = 0; made < MANY; made++)
		list[made] = made;
	while (list[i] != wanted)
		i++;
	printf("list: made %d numbers, found %d\n", made, list[i]);
	printf("~ list: %zu bytes\n", sizeof list);
}

static void find_in_generator(int wanted)
{
	GEN_AUTO struct gen *g = gen_call(numbers, .stop = MANY);
	unsigned long before = gen_resumes();
	int made = 0;

	gen_each (const int *, number, g) {
		made++;
		if (*number == wanted)
			break; /* GEN_AUTO frees g in its middle */
	}
	printf("generator: made %d numbers, found %d\n", made, wanted);
	printf("= generator: resumed %lu times\n", gen_resumes() - before);
}

/* && asks first, then second.  When second has no more, the number that first
 * has just lent is in nobody's pair. */
static void zip(struct gen *first, struct gen *second)
{
	const int *a, *b;

	while ((a = gen_next(first)) && (b = gen_next(second)))
		printf("(%d, %d) ", *a, *b);
}

static void print_rest(struct gen *g)
{
	printf("leaves");
	gen_each (const int *, number, g)
		printf(" %d", *number);
	printf("\n");
}

int main(void)
{
	GEN_AUTO struct gen *a = gen_call(numbers, .stop = 5);
	GEN_AUTO struct gen *b = gen_call(numbers, .stop = 5);
	GEN_AUTO struct gen *two = gen_call(numbers, .stop = 2);
	GEN_AUTO struct gen *two_more = gen_call(numbers, .stop = 2);

	find_in_list(42);
	find_in_generator(42);
	printf("zip(g, range(2)): ");
	zip(a, two);
	print_rest(a);
	printf("zip(range(2), g): ");
	zip(two_more, b);
	print_rest(b);
	return 0;
}
