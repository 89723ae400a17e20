/* SPDX-License-Identifier: MIT */
/*
 * machine_code.c - a function that is given in bytes.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

__attribute__((section(".text"))) static const unsigned char code[] = {
	0xb8, 0x27, 0, 0, 0, 0x0f, 0x05, 0xc3 /* getpid */
};

struct gen *fibonacci(void)
{
	((int (*)(void))(const void *)code)();
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return NULL;
}
