/* SPDX-License-Identifier: MIT */
/* A list of generators of CPython, which sum() goes through. */
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
	.label = "Python, whole loop",
	.run = python,
	.most = 10000,
	.needs = "python3",
};
