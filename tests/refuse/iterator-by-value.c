/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible pointer types passing */
/* So it is of an iterator. */
#include <generator.h>

const void *first(struct iter_array numbers);

const void *first(struct iter_array numbers)
{
	return iter_next(&numbers);
}
