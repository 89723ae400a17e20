/* SPDX-License-Identifier: MIT */
/*
 * bench.h - questions, and the contenders that answer them.
 *
 * A question ("what is the sum of n squares?") has one right answer and
 * several programs that find it: the contenders.  Both enter themselves into
 * the registry before main(), so adding a contender is adding one file,
 * bench/<question>/<contender>.c:
 *
 *	#include "../bench.h"
 *
 *	static uint64_t loop(long n)
 *	{
 *		uint64_t sum = 0;
 *
 *		for (long i = 0; i < n; i++)
 *			sum = bench_seen(sum + bench_square(i));
 *		return sum;
 *	}
 *
 *	BENCH = {
 *		.question = "squares",
 *		.name = "loop",
 *		.role = "floor",
 *		.label = "plain loop",
 *		.run = loop,
 *	};
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct question {
	const char *name;           /* also its folder */
	const char *asks;           /* the question, in words */
	const char *unit;           /* what an item is: "value", "row" */
	const char *of;             /* what n is: "squares", "bytes" */
	const long *sizes;          /* the n to ask for, rising, then 0 */
	const long *quick;          /* those of make bench; NULL: all of them;
	                             * none: it is asked in duels alone */
	const char *baseline;       /* whom the others are compared with, */
	long duel;                  /* most carefully at this n */
	bool clock;                 /* time on the clock counts, not of CPUs:
	                             * who takes part may wait, or overlap */
	uint64_t (*expect)(long n); /* the right answer, found otherwise */
	uint64_t (*items)(long n);  /* items that n stands for; NULL:
	                                 * the answer is their number */
	struct question *next;
};

/*
 * What is timed is run() alone.  Between prepare() and clean() it is called
 * many times, and gives the same answer each time; what it needs beyond n is
 * in static variables of its file.
 */
struct bench {
	const char *question, *name;
	const char *role;        /* its colour: plots/palette.tsv */
	const char *label;       /* its name there; 18 letters fit a phone */
	void (*prepare)(long n); /* NULL: nothing to prepare */
	uint64_t (*run)(long n);
	void (*clean)(void); /* gives back what prepare() took */
	long most;           /* do not time more; 0: any n, -1: none */
	long least;          /* nor less */
	const char *needs;   /* a command without which it does not enter, or a
	                      * file by its whole path */
	bool slow; /* takes part if $BENCH_SLOW is set: in full runs */
	struct bench *next;
};

/*
 * BENCH, QUESTION - define a contender or a question, and enter it.
 *
 *	static struct bench bench;
 *	__attribute__((constructor)) static void enter(void)
 *	{ bench_enter(&bench); }
 *	static struct bench bench = { ... };
 */
#define BENCH BENCH_DEFINE(bench)
#define QUESTION BENCH_DEFINE(question)
#define BENCH_DEFINE(kind)                                   \
	static struct kind kind;                             \
	__attribute__((constructor)) static void enter(void) \
	{                                                    \
		kind##_enter(&kind);                         \
	}                                                    \
	static struct kind kind

void bench_enter(struct bench *b);
void question_enter(struct question *q);

/* The registry: lists in alphabetical order. */
struct bench *bench_first(void);
struct question *question_first(void);
struct bench *bench_find(const char *question, const char *name);
struct question *question_find(const char *name);

/*
 * bench_check - is everything that entered in order?
 *
 * A misspelled question, a role without a colour, a label that a table cannot
 * hold: false, and a message to stderr for each.
 */
bool bench_check(void);

/* bench_input - the log file of about n bytes, made by assets/access_log.c.
 * Lent until the next call.  Its folder is $BENCH_INPUT. */
const char *bench_input(long n);

/* bench_seen - pretend that somebody looks at x: a compiler that knows that
 * nobody does adds up the squares by a formula, or not at all. */
static inline uint64_t bench_seen(uint64_t x)
{
	__asm__ volatile("" : "+r"(x));
	return x;
}

static inline uint64_t bench_square(long i)
{
	return (uint64_t)i * (uint64_t)i;
}

/* bench_elsewhere - what another process has done for this one, which only it
 * can tell: interpreter.h. */
extern struct bench_elsewhere {
	int pid;     /* 0: there was none */
	uint64_t ns; /* of CPU time, in all */
} bench_elsewhere;

/* bench_canary - nanoseconds per step of a loop that always does the same.
 * When it is slow, somebody else is using this core: see README.md. */
double bench_canary(void);

#ifdef __cplusplus
}
#endif
#endif
