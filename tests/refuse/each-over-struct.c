/* refuse gcc: is not compatible with any association */
/* refuse clang: not compatible with any generic association type */
/* An iterator is known by the address of its struct iter. */
#include <generator.h>

int sum(struct iter_array numbers);

int sum(struct iter_array numbers)
{
	int all = 0;

	gen_each (const int *, number, &numbers)
		all += *number;
	return all;
}
