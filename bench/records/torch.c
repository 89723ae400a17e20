/* SPDX-License-Identifier: MIT */
/* PyTorch's DataLoader over a tensor, without workers. */
#include "../interpreter.h"

static uint64_t torch(long n)
{
	static struct interpreter my = {
		.command = "/usr/bin/python3",
		.script = "bench/records/pytorch.py",
		.arguments = { "0" },
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "records",
	.name = "torch",
	.role = "stackless",
	.label = "PyTorch DataLoader",
	.run = torch,
	.needs = "/usr/lib/python3/dist-packages/torch/__init__.py",
	.slow = true,
};
