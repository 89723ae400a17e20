/* SPDX-License-Identifier: MIT */
/* The tutorial's simple_data_loader in CPython, over a list. */
#include "../interpreter.h"

static uint64_t python(long n)
{
	static struct interpreter my = {
		.command = "python3",
		.script = "bench/load/python.py",
		.arguments = { "100" },
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "epoch",
	.name = "python",
	.role = "stackless",
	.label = "CPython generator",
	.run = python,
	.needs = "python3",
};
