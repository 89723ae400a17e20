/* plant memcheck: Conditional jump or move depends on uninitialised value */
/* Decides by a number that nobody has set. */
#include "body.h"

static volatile int decided;

static NOINLINE void bug(int **heap, int *local)
{
	(void)local;
	if (!planted)
		**heap = 1;
	if (**heap > 0) /* BUG */
		decided = 1;
}
