/* SPDX-License-Identifier: MIT */
/* records.c - the records, made once in a process: that takes longer than to
 * load them. */
#include "records.h"

const unsigned char *records(void)
{
	static uint64_t *made;
	size_t words = (size_t)RECORD * RECORDS / sizeof *made;

	if (made)
		return (unsigned char *)made;
	made = malloc(words * sizeof *made);
	if (!made)
		errx(1, "no memory for records");
	for (size_t i = 0; i < words; i++)
		made[i] = i * 0x9e3779b97f4a7c15;
	return (unsigned char *)made;
}
