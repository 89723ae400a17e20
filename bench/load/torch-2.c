/* SPDX-License-Identifier: MIT */
/* PyTorch's DataLoader over a list, with 2 workers. */
#include "../interpreter.h"

static uint64_t torch(long n)
{
	static struct interpreter my = {
		.command = "/usr/bin/python3",
		.script = "bench/load/python.py",
		.arguments = { "100000", "torch", "2" },
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "load",
	.name = "torch-2",
	.role = "thread",
	.label = "PyTorch, 2 workers",
	.run = torch,
	.needs = "/usr/lib/python3/dist-packages/torch/__init__.py",
	.slow = true,
};
