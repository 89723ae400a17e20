/* SPDX-License-Identifier: MIT */
/* trial.h - run a contender once, and see whether it tells the truth. */
#ifndef BENCH_TRIAL_H
#define BENCH_TRIAL_H

#include "bench.h"
#include "memory.h"

#ifdef __cplusplus
extern "C" {
#endif

struct trial {
	uint64_t answer;
	struct memory memory; /* of this one call, in a fresh process */
	bool counted;         /* memory was counted */
};

/*
 * bench_try - ask b for n, in a process of its own.
 *
 * There no earlier call has left stacks in the library's pool or blocks in
 * malloc's, and a contender that crashes takes nobody with it.
 *
 * Returns    true if the answer is the expected one; else a message has been
 *            written to stderr.
 */
bool bench_try(const struct bench *b, long n, uint64_t expected,
	       struct trial *result);

#ifdef __cplusplus
}
#endif
#endif
