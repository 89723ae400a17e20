/* refuse gcc: incompatible pointer type */
/* refuse clang: incompatible function pointer types */
/* So does one without a stack. */
#include <generator/stackless.h>

struct counter {
	struct gen gen;
	int count;
};

const void *count(struct counter *my);
struct counter make(void);

struct counter make(void)
{
	return (struct counter){ GEN_FRAME(count) };
}
