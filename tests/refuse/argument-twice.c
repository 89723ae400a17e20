/* refuse gcc: initialized field overwritten */
/* refuse clang: initializer overrides prior initialization */
/* Arguments are given once. */
#include <generator.h>

struct count_up_to {
	int max;
};

const void *count_up_to(struct gen *self, void *args);
struct gen *make(void);

struct gen *make(void)
{
	return gen_call(count_up_to, .max = 3, .max = 4);
}
