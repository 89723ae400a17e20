/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the items of @NAME@(n), of which the consumer takes so many.
 */
#include "@NAME@.h"

#include <drive.h>

void drive(void)
{
	struct gen *g = @NAME@(drive_number("n"));
	const long *item;

	for (long left = drive_number("stop"); left-- && (item = gen_next(g));)
		drive_say("%ld", *item);
	drive_failed(gen_error(g));
	gen_free(g);
}
