/* SPDX-License-Identifier: MIT */
/* load.c - the numbers that loaders load. */
#include "load.h"

uint64_t *load_numbers;

int load_get(struct dataset *set, uint64_t index, void *sample,
	     struct loading *in)
{
	(void)set;
	(void)in;
	memcpy(sample, &load_numbers[index], sizeof *load_numbers);
	return 0;
}
