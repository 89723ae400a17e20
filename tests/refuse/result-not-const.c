/* refuse gcc: discards 'const' qualifier */
/* refuse clang: discards qualifiers */
/* So are results. */
#include <generator.h>

int *result(struct gen *g);

int *result(struct gen *g)
{
	return gen_result(g);
}
