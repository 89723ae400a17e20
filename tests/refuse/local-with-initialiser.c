/* refuse gcc: switch jumps over variable initialization */
/* refuse clang: uninitialized */
/* Locals do not survive a yield. */
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
		int step = 2;

		for (;;) {
			my->count += step;
			GEN_YIELD(self, &my->count);
		}
	}
	return GEN_DONE(self, NULL);
}
