/* SPDX-License-Identifier: MIT */
/* Beazley's own program, in CPython. */
#include "../interpreter.h"

static uint64_t python(long n)
{
	static struct interpreter my = {
		.command = "python3",
		.script = "bench/traffic/python.py",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "traffic",
	.name = "python",
	.role = "stackless",
	.label = "Python generators",
	.run = python,
	.least = 1L << 20,
	.needs = "python3",
};
