/* SPDX-License-Identifier: MIT */
/* broadcast.h - what you write in broadcast.c. */
#ifndef BROADCAST_H
#define BROADCAST_H

#include <generator.h>

/*
 * Three coroutines, through which lines are pushed.  A line is a string that is
 * lent: it is valid until the call that sends it returns.
 *
 *	struct gen *targets[] = {
 *		grep("error", printer()), latest(10, printer()),
 *	};
 *	GEN_AUTO struct gen *b = broadcast(targets, 2);
 *
 *	gen_next(b);
 *	while (... another line)
 *		gen_send(b, line);
 *
 * This holds for all three.  What they send lines to, their targets, are theirs,
 * and freed when they are.  Each starts its targets when it is started, by
 * gen_next(), and takes a line with each of its bare yields.
 *
 *  - A target that has returned gets no more lines.  Who has no target left
 *    returns.
 *  - When it is closed, fails or returns, its targets are closed, in their order.
 *  - A target that fails, be it while it is closed, makes it fail: with the same
 *    error, that of the first.
 *  - If a target is NULL, or there is no memory, all targets are freed and NULL
 *    is returned.
 */

/* grep - sends on to target the lines that contain text, which is borrowed. */
struct gen *grep(const char *text, struct gen *target);

/*
 * broadcast - sends each line to each of count targets, in their order.
 *
 * The array itself is not kept.  When a target fails, those after it do not get
 * the line any more.
 */
struct gen *broadcast(struct gen *const *targets, size_t count);

/*
 * latest - for a target that cannot keep up: it gets no line before all is over.
 *
 *   most   at least 1
 *
 * When it is closed, it sends to target the last lines that it was sent, at most
 * that many, in the order in which they came.  It keeps no more than these.
 * Without memory for one it fails with ENOMEM, and sends nothing.
 */
struct gen *latest(size_t most, struct gen *target);

#endif
