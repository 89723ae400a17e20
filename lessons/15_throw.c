/* SPDX-License-Identifier: MIT */
/*
 * 15_throw - what happens to an error that is thrown into a generator?
 *
 * You will see: the tutorial's throw() and what that left unprinted; then more.
 * New here: gen_throw_with(), gen_catch(), gen_raise_with().  Where Python
 *   raises, gen_yield() returns false; except is an if.
 * Comes from: PEP 342, "New generator method: throw(...)"; tutorial, "Adding
 *   throw and close", which says that this body does not catch ValueError.
 * Leads to: gen_throw_with() in lib/src/resume.c.
 *
 * Predict: ValueError is thrown into count_up_to(5), which has yielded 1.  It
 *   catches it, sets count to max and yields "Exception processed".  In the
 *   tutorial, except StopIteration: print(...) follows.  What does it print?
 * Answer: nothing, as there is no StopIteration: throw() returns what is
 *   yielded next, "Exception processed".  And count = max does not end the
 *   loop, for 5 <= 5: next() gives 5, and only the one after it ends.
 */
#include <stdio.h>

#include <generator.h>

enum { VALUE_ERROR = -1, KEY_ERROR = -2 }; /* our own are negative */

struct count_up_to {
	int max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;
	const int *received;
	int count = 1;

	while (count <= my->max) {
		if (gen_yield(self, &count)) { /* try: */
			received = gen_sent(self);
			count = received ? *received : count + 1;
		} else { /* except: */
			int code = gen_catch(self);
			const char *text = gen_detail(self);

			if (code != VALUE_ERROR)
				return gen_raise_with(self, code, text);
			printf("Exception caught inside generator: %s\n", text);
			count = my->max;
			if (!gen_yield(self, "Exception processed"))
				return NULL; /* not in try: no except */
		}
	}
	return "Completed!";
}

/* There was no item: why? */
static void print_end(const struct gen *g)
{
	int code = gen_error(g);
	const char *with = code ? gen_detail(g) : gen_result(g);

	printf("%s: %s\n",
	       code == VALUE_ERROR ? "ValueError" :
	       code == KEY_ERROR   ? "KeyError" :
				     "StopIteration",
	       with ? with : "None");
}

static void print_next(struct gen *g)
{
	const int *count = gen_next(g);

	if (count)
		printf("%d\n", *count);
	else
		print_end(g);
}

int main(void)
{
	GEN_AUTO struct gen *gen = gen_call(count_up_to, .max = 5);
	GEN_AUTO struct gen *other = gen_call(count_up_to, .max = 5);
	GEN_AUTO struct gen *unstarted = gen_call(count_up_to, .max = 5);
	const char *text = "Something went wrong", *key = "no such key";
	const char *answer;

	print_next(gen);
	answer = gen_throw_with(gen, VALUE_ERROR, text);
	printf("throw() returned: %s\n", answer ? answer : "nothing");
	for (int i = 0; i < 3; i++) /* the tutorial has stopped already */
		print_next(gen);

	printf("an error that it does not catch:\n");
	print_next(other);
	gen_throw_with(other, KEY_ERROR, key);
	print_end(other);
	printf("= the very pointer that went in: %s\n",
	       gen_detail(other) == key ? "yes" : "no");
	print_next(other);
	printf("before the first next(), when no yield waits:\n");
	gen_throw_with(unstarted, VALUE_ERROR, text);
	print_end(unstarted);
	print_next(unstarted);
	return 0;
}
