/* SPDX-License-Identifier: MIT */
/* A table of coroutines of Lua.  Each has a stack of its own, of Lua values. */
#include "../interpreter.h"

static uint64_t lua(long n)
{
	static struct interpreter my = {
		.command = "lua5.4",
		.script = "bench/live/lua.lua",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "live",
	.name = "lua",
	.role = "stackful",
	.label = "Lua, whole loop",
	.run = lua,
	.most = 10000,
	.needs = "lua5.4",
};
