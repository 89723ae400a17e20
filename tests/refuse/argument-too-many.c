/* refuse gcc: excess elements in struct initializer */
/* refuse clang: excess elements in struct initializer */
/* Arguments are counted. */
#include <generator.h>

struct count_up_to {
	int max;
};

const void *count_up_to(struct gen *self, void *args);
struct gen *make(void);

struct gen *make(void)
{
	return gen_call(count_up_to, 3, 4);
}
