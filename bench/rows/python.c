/* SPDX-License-Identifier: MIT */
/* The tutorial's file_reader_using_generator in CPython. */
#include "../interpreter.h"

static uint64_t python(long n)
{
	static struct interpreter my = {
		.command = "python3",
		.script = "bench/rows/python.py",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "rows",
	.name = "python",
	.role = "stackless",
	.label = "CPython generator",
	.run = python,
	.most = 1L << 20,
	.needs = "python3",
	.slow = true,
};
