/* refuse: dangling-else */
/* So would one after a body without braces. */
#include <generator/stackless.h>

struct counter {
	struct gen gen;
	int count;
};

const void *count(struct gen *self, void *frame);

const void *count(struct gen *self, void *frame)
{
	struct counter *my = frame;

	GEN_BODY (self)
		if (my->count)
			GEN_YIELD(self, &my->count);
		else
			my->count++;
	return GEN_DONE(self, NULL);
}
