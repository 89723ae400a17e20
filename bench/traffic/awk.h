/* SPDX-License-Identifier: MIT */
/* awk.h - contenders in awk: one program for all of them. */
#ifndef BENCH_TRAFFIC_AWK_H
#define BENCH_TRAFFIC_AWK_H

#include "../command.h"

/* (mawk's %d ends at 2147483647.) */
static const char awk_program[] =
	"$10 != \"-\" { sum += $10 } END { printf \"%.0f\\n\", sum }";

static inline uint64_t awk_ask(const char *command, long n)
{
	return command_ask(command, awk_program, n);
}

#endif
