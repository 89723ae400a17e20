/* SPDX-License-Identifier: MIT */
/* As it is often written: getline(3), and strtok(3) for all fields. */
#include "../bench.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES = 9 };

/* Of "-" it is 0. */
static uint64_t bytes_of(char *line)
{
	const char *field = strtok(line, " ");

	for (int i = 0; field && i < BYTES; i++)
		field = strtok(NULL, " ");
	return field ? strtoull(field, NULL, 10) : 0;
}

static uint64_t with_strtok(long n)
{
	FILE *log = fopen(bench_input(n), "r");
	char *line = NULL;
	size_t room = 0;
	uint64_t sum = 0;

	if (!log)
		err(1, "%s", bench_input(n));
	while (getline(&line, &room, log) > 0)
		sum += bytes_of(line);
	free(line);
	fclose(log);
	return sum;
}

BENCH = {
	.question = "traffic",
	.name = "strtok",
	.role = "floor",
	.label = "getline, strtok()",
	.run = with_strtok,
};
