/* refuse: return-type */
/* GEN_DONE() is to be returned. */
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
	GEN_DONE(self, NULL);
}
