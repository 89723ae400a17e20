/* refuse gcc: assignment of read-only location */
/* refuse clang: read-only variable is not assignable */
/* Items are lent, not given. */
#include <generator.h>

void reset(struct gen *g);

void reset(struct gen *g)
{
	gen_each (const int *, item, g)
		*item = 0;
}
