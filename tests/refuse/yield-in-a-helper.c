/* refuse gcc: case label not within a switch statement */
/* refuse clang: 'case' statement not in switch statement */
/* Without a stack only the body itself can yield. */
#include <generator/stackless.h>

const void *helper(struct gen *self, const int *item);

const void *helper(struct gen *self, const int *item)
{
	GEN_YIELD(self, item);
	return NULL;
}
