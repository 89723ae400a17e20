/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible pointer types passing */
/* Not every iterator is a generator: iter_gen() tells. */
#include <generator.h>

const void *tell(struct iter *it, const int *message);

const void *tell(struct iter *it, const int *message)
{
	return gen_send(it, message);
}
