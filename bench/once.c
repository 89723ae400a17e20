/* SPDX-License-Identifier: MIT */
/*
 * once.c - ask one contender once: what launchers and Valgrind look at.
 *
 *	once QUESTION CONTENDER N	print the answer
 *	once QUESTION			list contender, role, label, most
 *	once				list the questions: questions.tsv
 *
 * Callgrind counts the instructions of the call itself, neither of what goes
 * before nor of what comes after.  Compiled with GEN_COUNT, where every
 * resumption is a call, it also prints how many there were.
 */
#include "bench.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef GEN_COUNT
#include <generator.h>
#endif

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_TOGGLE_COLLECT ((void)0)
#endif

static void list_questions(void)
{
	puts("question\tasks\tunit\tof\tbaseline\tduel");
	for (const struct question *q = question_first(); q; q = q->next)
		printf("%s\t%s\t%s\t%s\t%s\t%ld\n", q->name, q->asks, q->unit,
		       q->of, q->baseline, q->duel);
}

/* Those that are all that a program does: what is prepared for others would be
 * weighed with them. */
static void list_contenders(const struct question *q)
{
	for (const struct bench *b = bench_first(); b; b = b->next)
		if (!strcmp(b->question, q->name) && !b->prepare)
			printf("%s\t%s\t%s\t%ld\n", b->name, b->role, b->label,
			       b->most);
}

static void ask(const struct bench *b, long n)
{
	uint64_t answer;

	if (b->prepare)
		b->prepare(n);
	CALLGRIND_TOGGLE_COLLECT;
	answer = b->run(n);
	CALLGRIND_TOGGLE_COLLECT;
	if (b->clean)
		b->clean();
	printf("%" PRIu64, answer);
#ifdef GEN_COUNT
	printf("\t%lu", gen_resumes());
#endif
	putchar('\n');
}

int main(int argc, char **argv)
{
	const struct question *q = argc > 1 ? question_find(argv[1]) : NULL;
	const struct bench *b = argc > 3 ? bench_find(argv[1], argv[2]) : NULL;

	if (!bench_check())
		return 2;
	if (argc > 4 || argc == 3)
		errx(2, "usage: once [QUESTION [CONTENDER N]]");
	if (argc > 1 && !q)
		errx(2, "%s: no such question", argv[1]);
	if (argc > 3 && !b)
		errx(2, "%s/%s: no such contender", argv[1], argv[2]);
	if (b)
		ask(b, atol(argv[3]));
	else if (q)
		list_contenders(q);
	else
		list_questions();
	return 0;
}
