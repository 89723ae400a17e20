/* refuse gcc: switch jumps over variable initialization */
/* refuse clang: uninitialized */
/* Nor does the variable of a loop. */
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
		for (int i = 0; i < 3; i++)
			GEN_YIELD(self, my);
	}
	return GEN_DONE(self, NULL);
}
