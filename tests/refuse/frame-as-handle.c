/* refuse gcc: incompatible type for argument 1 */
/* refuse clang: passing 'struct gen' to parameter of incompatible type */
/* The handle of a generator without a stack is &frame.gen. */
#include <generator.h>

const void *first(struct gen frame);

const void *first(struct gen frame)
{
	return gen_next(frame);
}
