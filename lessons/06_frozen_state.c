/* SPDX-License-Identifier: MIT */
/*
 * 06_frozen_state - where is a local variable while its function sleeps?
 *
 * You will see: two infinite sequences, which do not disturb each other.  Then
 * the frozen num of each of them, by its address.
 * New here: a body without an end.
 * Comes from: the tutorial, "How does Generator Work?"; PEP 255, where all
 *   local state is retained.
 * Leads to: lib/src/stack.c, where the stacks come from.
 *
 * Predict: a and b are made from one function.  a is asked ten times, then b
 *   once, then a again.  What do b and a give?
 * Answer: b gives 0 and a gives 10.  Every call of the generator function
 *   makes a num of its own, on a stack of its own, which waits as it was left.
 */
#include <err.h>
#include <stdio.h>

#include <generator.h>

/* while True: yield num; num += 1.  It stops only when it is told to leave.
 * In Python num grows without end; ours is 0 again after 2^64 items. */
static const void *infinite_sequence(struct gen *self, void *no_args)
{
	unsigned long long num = 0;

	(void)no_args;
	while (gen_yield(self, &num))
		num++;
	return NULL;
}

int main(void)
{
	GEN_AUTO struct gen *a = gen_new(infinite_sequence, NULL, 0);
	GEN_AUTO struct gen *b = gen_new(infinite_sequence, NULL, 0);
	const unsigned long long *num_of_a, *num_of_b;
	int moved = 0;

	if (!a || !b)
		errx(1, "%s", (const char *)iter_detail(NULL));
	num_of_a = gen_next(a);
	printf("a: %llu", *num_of_a);
	for (int i = 1; i < 10; i++) {
		const unsigned long long *num = gen_next(a);

		printf(" %llu", *num);
		moved += num != num_of_a;
	}
	num_of_b = gen_next(b);
	printf("\nb: %llu\n", *num_of_b);
	num_of_a = gen_next(a);
	printf("a: %llu\n", *num_of_a);

	/* The body yields &num: what we are lent is the local itself. */
	printf("asleep: a with num = %llu, b with num = %llu\n", *num_of_a,
	       *num_of_b);
	printf("= a's num has moved %d times\n", moved);
	printf("~ a's num is at %p\n", (const void *)num_of_a);
	printf("~ b's num is at %p\n", (const void *)num_of_b);
	printf("~ a local of main is at %p\n", (void *)&moved);

	/* It is only memory.  The const says: look, do not touch.  Once we
	 * do touch it, to see that it is the variable and not a copy. */
	*(unsigned long long *)num_of_a = 41;
	num_of_a = gen_next(a);
	printf("= with 41 put there while a sleeps, a gives %llu\n", *num_of_a);
	return 0;
}
