/* refuse gcc: has no member named 'at' */
/* refuse clang: no member named 'at' */
/* GEN_BODY() takes self, not the frame. */
#include <generator/stackless.h>

struct counter {
	struct gen gen;
	int count;
};

const void *count(struct gen *self, void *frame);

const void *count(struct gen *self, void *frame)
{
	struct counter *my = frame;

	GEN_BODY (my) {
		GEN_YIELD(self, &my->count);
	}
	return GEN_DONE(self, NULL);
}
