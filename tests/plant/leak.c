/* plant memcheck stackful: still reachable */
/* plant memcheck stackless: definitely lost */
/* plant asan: detected memory leaks */
/* Forgets a suspended generator, and with it what its body holds. */
#include <pthread.h>

#include "plant.h"

static const void *stackful_body(struct gen *self, void *args)
{
	char *held = malloc(100); /* BUG stackful */

	(void)args;
	while (gen_yield(self, held))
		;
	free(held);
	return NULL;
}

struct frame {
	struct gen gen;
	char *held;
};

static const void *stackless_body(struct gen *self, void *frame)
{
	struct frame *my = frame;

	GEN_BODY (self) {
		my->held = malloc(100); /* BUG stackless */
		GEN_YIELD_OR (self, my->held)
			free(my->held);
	}
	return GEN_DONE(self, NULL);
}

static struct gen *make(void)
{
	struct frame *my;

	if (stackful)
		return gen_new(stackful_body, NULL, 0); /* BUG stackful */
	my = malloc(sizeof *my);                        /* BUG stackless */
	*my = (struct frame){ GEN_FRAME(stackless_body), .held = NULL };
	return &my->gen;
}

/* In a thread: with it goes every copy of g in registers and dead frames. */
static void *use(void *unused)
{
	struct gen *g = make();

	gen_next(g);
	if (planted)
		return unused;
	gen_free(g);
	if (!stackful)
		free(g);
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t thread;

	read_arguments(argc, argv);
	pthread_create(&thread, NULL, use, NULL);
	pthread_join(thread, NULL);
	return 0;
}
