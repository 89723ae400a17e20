/* refuse: return-type */
/* A body ends with return. */
#include <generator.h>

const void *body(struct gen *self, void *args);

const void *body(struct gen *self, void *args)
{
	if (!gen_yield(self, args))
		return NULL;
}
