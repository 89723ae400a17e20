/* refuse: return-type */
/* So is gen_raise(): it does not leave by itself. */
#include <generator.h>

const void *body(struct gen *self, void *args);

const void *body(struct gen *self, void *args)
{
	if (gen_yield(self, args))
		return NULL;
	gen_raise(self, 5);
}
