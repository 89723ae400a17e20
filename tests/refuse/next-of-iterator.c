/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible pointer types passing */
/* Nor has it a gen_next(). */
#include <generator.h>

const void *first(struct iter *it);

const void *first(struct iter *it)
{
	return gen_next(it);
}
