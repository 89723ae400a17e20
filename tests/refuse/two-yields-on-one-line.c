/* refuse: duplicate case value */
/* A yield is known by its line. */
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
		GEN_YIELD(self, my); GEN_YIELD(self, my);
	}
	return GEN_DONE(self, NULL);
}
