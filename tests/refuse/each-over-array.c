/* refuse gcc: is not compatible with any association */
/* refuse clang: not compatible with any generic association type */
/* An array is iterable, but no iterator. */
#include <generator.h>

int sum(const int *numbers);

int sum(const int *numbers)
{
	int all = 0;

	gen_each (const int *, number, numbers)
		all += *number;
	return all;
}
