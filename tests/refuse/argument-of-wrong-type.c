/* refuse gcc: makes integer from pointer without a cast */
/* refuse clang: incompatible pointer to integer conversion */
/* Arguments have types. */
#include <generator.h>

struct count_up_to {
	int max;
};

const void *count_up_to(struct gen *self, void *args);
struct gen *make(void);

struct gen *make(void)
{
	return gen_call(count_up_to, .max = "three");
}
