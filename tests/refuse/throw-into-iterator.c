/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible pointer types passing */
/* Nor can one throw into it. */
#include <generator.h>

const void *stop(struct iter *it);

const void *stop(struct iter *it)
{
	return gen_throw(it, 5);
}
