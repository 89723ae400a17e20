/* refuse: return-type */
/* The block of a body is followed by GEN_DONE(). */
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
		for (my->count = 0; my->count < 3; my->count++)
			GEN_YIELD(self, &my->count);
	}
}
