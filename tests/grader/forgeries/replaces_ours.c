/* SPDX-License-Identifier: MIT */
/*
 * replaces_ours.c - has a drive_say() and a gen_resumes() of its own.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

void drive_say(const char *format, ...);
unsigned long gen_resumes(void);

void drive_say(const char *format, ...)
{
	(void)format;
}

unsigned long gen_resumes(void)
{
	return 0;
}

struct gen *fibonacci(void)
{

	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
