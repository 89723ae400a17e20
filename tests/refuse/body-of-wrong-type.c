/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible function pointer types */
/* A body returns its result. */
#include <generator.h>

void body(struct gen *self, void *args);
struct gen *make(void);

struct gen *make(void)
{
	return gen_new(body, NULL, 0);
}
