/* SPDX-License-Identifier: MIT */
/*
 * 12_return_value - where does the value of a return statement go?
 *
 * You will see: the tutorial's count_up_to(3), which returns "Completed!" at
 * its end; who gets that value, and how often.  Then a value made of locals.
 * New here: gen_result(), gen_keep().
 * Comes from: PEP 380, "Enhancements to StopIteration"; tutorial, "Adding a
 *   Return Statement" (whose type hint says "Completed", without the "!").
 * Leads to: gen_result(), gen_keep() in lib/src/gen.c.
 *
 * Predict: for number in gen: print(number) runs over a generator that yields
 *   1, 2, 3 and then returns "Completed!".  What does the loop do with that?
 * Answer: nothing.  The value comes with the StopIteration that ends the loop,
 *   and a for loop throws it away.  Call next() yourself to see it, once.
 */
#include <stdio.h>

#include <generator.h>

struct count_up_to {
	int max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;

	for (int count = 1; count <= my->max; count++)
		if (!gen_yield(self, &count))
			return NULL;
	return "Completed!"; /* a constant: it outlives the body */
}

struct sum_up_to {
	int max;
};

static const void *sum_up_to(struct gen *self, void *args)
{
	const struct sum_up_to *my = args;
	int sum = 0;

	for (int count = 1; count <= my->max; count++) {
		sum += count;
		if (!gen_yield(self, &count))
			return NULL;
	}
	/* &sum would be an address in a stack that is gone by then. */
	return gen_keep(self, &sum, sizeof sum);
}

int main(void)
{
	GEN_AUTO struct gen *gen = gen_call(count_up_to, .max = 3);
	GEN_AUTO struct gen *again = gen_call(count_up_to, .max = 3);
	GEN_AUTO struct gen *sums = gen_call(sum_up_to, .max = 100);
	const int *count;
	const int *sum;

	printf("next() until there is no item:\n");
	while ((count = gen_next(gen)) != NULL)
		printf("%d\n", *count);
	printf("StopIteration: %s\n", (const char *)gen_result(gen));
	printf("next() once more:\n");
	if (!gen_next(gen) && !gen_result(gen))
		printf("StopIteration: None\n");

	printf("for loop:\n");
	gen_each (const int *, number, again)
		printf("%d\n", *number);
	printf("= in C it can still be asked for, after the loop: %s\n",
	       (const char *)gen_result(again));

	while (gen_next(sums))
		;
	sum = gen_result(sums);
	printf("sum_up_to(100) returned %d\n", *sum);
	printf("~ kept in the generator, at byte %td of it\n",
	       (const char *)sum - (const char *)sums);
	return 0;
}
