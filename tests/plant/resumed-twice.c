/* plant tsan: data race */
/* plant helgrind: Possible data race */
/* Two threads resume one generator. */
#include "threads.h"

static NOINLINE void resume(struct gen *g)
{
	gen_next(g); /* BUG */
}

static const void *stackful_body(struct gen *self, void *args)
{
	(void)args;
	while (gen_yield(self, NULL))
		;
	return NULL;
}

struct frame {
	struct gen gen;
};

static const void *stackless_body(struct gen *self, void *frame)
{
	(void)frame;
	GEN_BODY (self) {
		for (;;)
			GEN_YIELD(self, &gen_none);
	}
	return GEN_DONE(self, NULL);
}

int main(int argc, char **argv)
{
	struct frame frame = { GEN_FRAME(stackless_body) };
	struct gen *g;

	read_arguments(argc, argv);
	g = stackful ? gen_new(stackful_body, NULL, 0) : &frame.gen;
	resume_in_threads(g, g);
	gen_free(g);
	return 0;
}
