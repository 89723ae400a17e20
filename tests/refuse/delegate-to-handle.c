/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible pointer types passing */
/* One delegates to an iterator: gen_iter(). */
#include <generator.h>

bool all(struct gen *self, struct gen *g);

bool all(struct gen *self, struct gen *g)
{
	return gen_yield_from(self, g);
}
