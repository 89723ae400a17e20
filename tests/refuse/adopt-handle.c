/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible pointer types passing */
/* One adopts an iterator: gen_iter(). */
#include <generator.h>

struct gen *own(struct gen *g, struct gen *child);

struct gen *own(struct gen *g, struct gen *child)
{
	return gen_adopt(g, child);
}
