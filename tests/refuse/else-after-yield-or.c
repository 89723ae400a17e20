/* refuse: dangling-else */
/* An else would belong to the if inside the macro. */
#include <generator/stackless.h>

struct counter {
	struct gen gen;
	int count;
};

const void *count(struct gen *self, void *frame);

const void *count(struct gen *self, void *frame)
{
	struct counter *my = frame;

	GEN_BODY (self) {
		if (my->count)
			GEN_YIELD_OR (self, &my->count)
				break;
		else
			my->count++;
	}
	return GEN_DONE(self, NULL);
}
