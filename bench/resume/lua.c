/* SPDX-License-Identifier: MIT */
/* A coroutine of Lua, wrapped to be called by a for loop. */
#include "../interpreter.h"

static uint64_t lua(long n)
{
	static struct interpreter my = {
		.command = "lua5.4",
		.script = "bench/resume/lua.lua",
	};

	return interpreter_ask(&my, n);
}

BENCH = {
	.question = "resume",
	.name = "lua",
	.role = "stackful",
	.label = "Lua, whole loop",
	.run = lua,
	.needs = "lua5.4",
};
