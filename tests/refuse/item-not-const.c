/* refuse gcc: discards 'const' qualifier */
/* refuse clang: discards qualifiers */
/* Items are lent, not given: not even by way of the loop variable. */
#include <generator.h>

void reset(struct gen *g);

void reset(struct gen *g)
{
	gen_each (int *, item, g)
		*item = 0;
}
