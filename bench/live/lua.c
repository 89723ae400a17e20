/* SPDX-License-Identifier: MIT */
/* A table of coroutines of Lua, each with a stack of its own, of Lua values.
 * Only what they hold is asked: a clock takes longer than a few of them. */
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
	.label = "Lua",
	.run = lua,
	.most = -1,
	.needs = "lua5.4",
};
