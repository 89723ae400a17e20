/* SPDX-License-Identifier: MIT */
/* The same as an IterableDataset of PyTorch, without workers. */
#include "../interpreter.h"

static uint64_t torch(long n)
{
	static struct interpreter my = {
		.command = "/usr/bin/python3",
		.script = "bench/rows/python.py",
		.arguments = { "torch" },
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "rows",
	.name = "torch",
	.role = "stackless",
	.label = "PyTorch DataLoader",
	.run = torch,
	.most = 1L << 20,
	.needs = "/usr/lib/python3/dist-packages/torch/__init__.py",
	.slow = true,
};
