/* refuse gcc -O2: may be used uninitialized */
/* refuse clang: uninitialized */
/* Nor do those that are set later. */
#include <generator/stackless.h>

struct counter {
	struct gen gen;
	int count;
};

const void *count(struct gen *self, void *frame);

const void *count(struct gen *self, void *frame)
{
	struct counter *my = frame;
	int step;

	GEN_BODY (self) {
		step = 2;
		for (;;) {
			GEN_YIELD(self, &my->count);
			my->count += step;
		}
	}
	return GEN_DONE(self, NULL);
}
