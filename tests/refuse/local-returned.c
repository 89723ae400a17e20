/* refuse gcc: function returns address of local variable */
/* refuse clang: address of stack memory associated with local variable */
/* A result outlives the body: gen_keep() it. */
#include <generator.h>

const void *body(struct gen *self, void *args);

const void *body(struct gen *self, void *args)
{
	int sum = 0;

	while (gen_yield(self, args))
		sum++;
	return &sum;
}
