/* refuse: warn_unused_result */
/* So does gen_yield_from(). */
#include <generator.h>

const void *body(struct gen *self, void *args);

const void *body(struct gen *self, void *args)
{
	gen_yield_from(self, args);
	return NULL;
}
