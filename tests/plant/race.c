/* plant tsan: data race */
/* plant helgrind: Possible data race */
/* Bodies in two threads change one variable, without a lock. */
#include "threads.h"

static int shared;

static NOINLINE void resume(struct gen *g)
{
	gen_next(g);
}

static const void *stackful_body(struct gen *self, void *args)
{
	(void)args;
	do
		shared++; /* BUG stackful */
	while (gen_yield(self, NULL));
	return NULL;
}

struct frame {
	struct gen gen;
};

static const void *stackless_body(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		shared++; /* BUG stackless */
		GEN_YIELD(self, &gen_none);
	}
	return GEN_DONE(self, NULL);
}

int main(int argc, char **argv)
{
	struct frame frames[2] = { { GEN_FRAME(stackless_body) },
				   { GEN_FRAME(stackless_body) } };
	struct gen *g[2];

	read_arguments(argc, argv);
	for (int i = 0; i < 2; i++)
		g[i] = stackful ? gen_new(stackful_body, NULL, 0) :
				  &frames[i].gen;
	resume_in_threads(g[0], g[1]);
	for (int i = 0; i < 2; i++)
		gen_free(g[i]);
	return 0;
}
