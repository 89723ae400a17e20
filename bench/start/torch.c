/* SPDX-License-Identifier: MIT */
/* PyTorch's DataLoader, shuffled: it makes a list of all numbers first. */
#include "../interpreter.h"

static uint64_t torch(long n)
{
	static struct interpreter my = {
		.command = "/usr/bin/python3",
		.script = "bench/start/pytorch.py",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "start",
	.name = "torch",
	.role = "stackless",
	.label = "PyTorch DataLoader",
	.run = torch,
	.needs = "/usr/lib/python3/dist-packages/torch/__init__.py",
	.slow = true,
};
