/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible function pointer types */
/* A filter decides, a map makes. */
#include <generator/pipeline.h>

struct iter *odd(struct iter *up,
		 bool (*keep)(const void *item, void *ctx));

struct iter *odd(struct iter *up,
		 bool (*keep)(const void *item, void *ctx))
{
	return iter_map(up, keep, NULL);
}
