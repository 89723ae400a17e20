/* SPDX-License-Identifier: MIT */
/*
 * assembly.c - calls the kernel without the help of a function.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

struct gen *fibonacci(void)
{
	__asm__ volatile("mov $60, %%eax\n\txor %%edi, %%edi\n\tsyscall" ::
				 : "rax", "rdi");
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
