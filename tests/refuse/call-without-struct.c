/* refuse gcc: invalid use of undefined type 'struct count_up_to' */
/* refuse clang: incomplete type 'struct count_up_to' */
/* gen_call() needs a struct of the name of the body. */
#include <generator.h>

const void *count_up_to(struct gen *self, void *args);
struct gen *make(void);

struct gen *make(void)
{
	return gen_call(count_up_to, .max = 3);
}
