/* plant asan native: stack-buffer-overflow */
/* plant asan stackless: stack-buffer-overflow */
/* Writes behind a local array of the body.  Of a stack that swapcontext() has
 * left, ASan forgets what lies around its arrays. */
#include "body.h"

static NOINLINE void bug(int **heap, int *local)
{
	int last = planted ? NUMBERS : NUMBERS - 1;

	(void)heap;
	local[last] = 1; /* BUG */
}
