/* SPDX-License-Identifier: MIT */
/* A generator of CPython, and sum(), which is the fastest loop over it. */
#include "../interpreter.h"

static uint64_t python(long n)
{
	static struct interpreter my = {
		.command = "python3",
		.script = "bench/resume/python.py",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "resume",
	.name = "python",
	.role = "stackless",
	.label = "Python, whole loop",
	.run = python,
	.needs = "python3",
};
