/* SPDX-License-Identifier: MIT */
/* What POSIX has for it: getline(3) copies each row into a buffer of its own,
 * and takes a lock for it. */
#include "../bench.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t with_getline(long n)
{
	FILE *file = fopen(bench_input(n), "r");
	char *row = NULL;
	size_t room = 0;
	uint64_t count = 0;

	if (!file)
		err(1, "%s", bench_input(n));
	while (getline(&row, &room, file) > 0)
		count++;
	free(row);
	fclose(file);
	return count;
}

BENCH = {
	.question = "rows",
	.name = "getline",
	.role = "floor",
	.label = "getline(3)",
	.run = with_getline,
};
