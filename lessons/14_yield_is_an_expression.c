/* SPDX-License-Identifier: MIT */
/*
 * 14_yield_is_an_expression - when does a yield get its value?
 *
 * You will see: a countdown step by step, its own lines indented; then in a
 * for loop that also sends, where a number gets lost; then none is lost.
 * New here: no function, but the order of events.
 * Comes from: PEP 342, "New syntax: Yield Expressions"; tutorial, "Yield is an
 *   expression and not a statement"; David Beazley's bogus countdown, in "A
 *   Curious Course on Coroutines and Concurrency".
 * Leads to: GEN_YIELD() in <generator/stackless.h>.
 *
 * Predict: for n in c: prints n and, if n is 5, also calls c.send(3), which
 *   sets the countdown to 3.  With c = countdown(5) it prints 5 2 1 0.
 *   Where is the 3?
 * Answer: c.send(3) returned it, and nobody looked.  A send is a next with a
 *   message: it runs to the next yield and takes the item that is lent there.
 */
#include <stdio.h>

#define GEN_COUNT /* as in lesson 09: count the resumptions */
#include <generator/stackless.h>

struct countdown {
	struct gen gen;
	int n;
};

static const void *countdown(struct gen *self, void *frame)
{
	struct countdown *my = frame;
	const int *received;

	GEN_BODY (self) {
		while (my->n >= 0) {
			/* received = yield n; */
			GEN_YIELD(self, &my->n);   /* it freezes here */
			received = gen_sent(self); /* when it is resumed */
			if (received)
				printf("\treceived %d\n", *received);
			else
				printf("\treceived None\n");
			my->n = received ? *received : my->n - 1;
		}
	}
	return GEN_DONE(self, NULL);
}

/* The tutorial: on the first next(), "received is implicitly None" and "the
 * else: clause is executed".  No: both lie behind the yield, as n shows. */
static void step_by_step(struct countdown *c)
{
	const int three = 3, *n = gen_next(&c->gen);

	printf("next() gave %d, and n is still %d\n", *n, c->n);
	n = gen_next(&c->gen);
	printf("next() gave %d\n", *n);
	n = gen_send(&c->gen, &three);
	printf("send(3) gave %d\n", *n);
	n = gen_send(&c->gen, NULL);
	printf("send(None) gave %d: it is the same as next()\n", *n);
}

static void bogus_loop(struct countdown *c)
{
	const int three = 3;

	gen_each (const int *, n, &c->gen) {
		printf("%d\n", *n);
		if (*n == 5)
			gen_send(&c->gen, &three); /* lends a 3: lost */
	}
}

static void honest_loop(struct countdown *c)
{
	const int three = 3, *n = gen_next(&c->gen);

	while (n) {
		printf("%d\n", *n);
		if (*n == 5)
			n = gen_send(&c->gen, &three); /* the next item */
		else
			n = gen_next(&c->gen);
	}
}

int main(void)
{
	struct countdown a = { GEN_FRAME(countdown), .n = 5 };
	struct countdown b = a, c = a; /* not started: may be copied */
	unsigned long before;

	step_by_step(&a);
	printf("a for loop that also sends:\n");
	before = gen_resumes();
	bogus_loop(&b);
	printf("= resumed %lu times: 4 for its items, 1 to send, 1 to end\n",
	       gen_resumes() - before);
	printf("a loop that looks at what send() gives:\n");
	honest_loop(&c);
	return 0;
}
