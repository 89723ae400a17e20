/* refuse: warn_unused_result */
/* Who makes a generator frees it. */
#include <generator.h>

void make(gen_fn *body);

void make(gen_fn *body)
{
	gen_new(body, NULL, 0);
}
