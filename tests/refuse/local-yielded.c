/* refuse gcc: function returns address of local variable */
/* refuse clang: address of stack memory associated with local variable */
/* Without a stack a yield is a return: locals cannot be lent. */
#include <generator/stackless.h>

struct counter {
	struct gen gen;
	int count;
};

const void *count(struct gen *self, void *frame);

const void *count(struct gen *self, void *frame)
{
	struct counter *my = frame;
	int twice;

	GEN_BODY (self) {
		for (my->count = 0; my->count < 3; my->count++) {
			twice = 2 * my->count;
			GEN_YIELD(self, &twice);
		}
	}
	return GEN_DONE(self, NULL);
}
