/* SPDX-License-Identifier: MIT */
/* A list of generators of CPython, which sum() goes through.  Only what they
 * hold is asked: a clock takes longer than a few of them. */
#include "../interpreter.h"

static uint64_t python(long n)
{
	static struct interpreter my = {
		.command = "python3",
		.script = "bench/live/python.py",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "live",
	.name = "python",
	.role = "stackless",
	.label = "CPython",
	.run = python,
	.most = -1,
	.needs = "python3",
};
