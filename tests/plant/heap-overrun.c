/* plant memcheck: Invalid write of size 4 */
/* plant asan: heap-buffer-overflow */
/* plant asan native: in main .*body.h */
/* Writes behind what malloc() gave. */
#include "body.h"

static NOINLINE void bug(int **heap, int *local)
{
	int last = planted ? NUMBERS : NUMBERS - 1;

	(*heap)[last] = local[0]; /* BUG */
}
