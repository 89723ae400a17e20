/* SPDX-License-Identifier: MIT */
/*
 * 13_send - how do we talk back to a generator?
 *
 * You will see: the tutorial's count_up_to(10), which send(5) moves to 5; and
 * a look inside it while it is frozen.  It is stackless (lesson 07), so its
 * variables are in a struct of ours and we can read them.
 * New here: gen_send(), and gen_sent() in the body: NULL if nothing was sent;
 *   gen_detail(), the text that comes with an error.
 * Comes from: PEP 342, "New generator method: send(value)"; tutorial, "Adding
 *   send", whose comments say "# 6" and "Continues from 7": see for yourself.
 * Leads to: gen_resume() in lib/src/resume.c.
 *
 * Predict: gen = count_up_to(10) has yielded 1.  Its body says
 *   received = yield count; and if something was received, count = received.
 *   What does print(gen.send(5)) print?
 * Answer: 5.  The frozen yield gives 5 to received, count becomes 5, and the
 *   next yield lends it.  The loop then goes on with 6, not 7.
 */
#include <errno.h>
#include <stdio.h>

#include <generator/stackless.h>

struct count_up_to {
	struct gen gen;
	int max, count;
};

static const void *count_up_to(struct gen *self, void *frame)
{
	struct count_up_to *my = frame;
	const int *received;

	GEN_BODY (self) {
		my->count = 1;
		while (my->count <= my->max) {
			GEN_YIELD(self, &my->count);
			received = gen_sent(self);
			printf("count: %d, received: ", my->count);
			if (received) {
				printf("%d\n", *received);
				my->count = *received;
			} else {
				printf("None\n");
				my->count++;
			}
		}
	}
	return GEN_DONE(self, "Completed!");
}

int main(void)
{
	struct count_up_to gen = { GEN_FRAME(count_up_to), .max = 10 };
	struct count_up_to new = { GEN_FRAME(count_up_to), .max = 10 };
	const int five = 5, hundred = 100, *item;

	item = gen_next(&gen.gen);
	printf("%d\n", *item);
	printf("frozen in the yield, count is %d\n", gen.count);
	printf("= it will go on behind line %d\n", gen.gen.at);
	printf("~ and that is all of it: %zu bytes\n", sizeof gen);

	item = gen_send(&gen.gen, &five);
	printf("%d\n", *item);
	gen_each (const int *, number, &gen.gen)
		printf("%d\n", *number);

	printf("send(5) to a new generator, in which no yield waits:\n");
	if (!gen_send(&new.gen, &five) && gen_error(&new.gen) == EINVAL)
		printf("= EINVAL: %s\n", (const char *)gen_detail(&new.gen));
	item = gen_next(&new.gen);
	printf("refused, but it can still be started: %d\n", *item);

	printf("send(100) ends it:\n");
	if (!gen_send(&new.gen, &hundred))
		printf("StopIteration: %s\n",
		       (const char *)gen_result(&new.gen));
	return 0;
}
