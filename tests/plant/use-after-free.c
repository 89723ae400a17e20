/* plant memcheck: Invalid read of size 4 */
/* plant asan: heap-use-after-free */
/* Reads what has been freed. */
#include "body.h"

static NOINLINE void bug(int **heap, int *local)
{
	int *volatile numbers = *heap; /* hides from gcc that it is freed */

	if (planted)
		free(numbers);
	local[0] = *numbers; /* BUG */
	if (!planted)
		free(numbers);
	*heap = NULL;
}
