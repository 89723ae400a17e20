/* refuse gcc: has no member named 'at' */
/* refuse clang: no member named 'at' */
/* So does GEN_YIELD(). */
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
		GEN_YIELD(my, &my->count);
	}
	return GEN_DONE(self, NULL);
}
