/* SPDX-License-Identifier: MIT */
/* registry.c - the lists of questions and contenders, and what they share. */
#include "bench.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bench_elsewhere bench_elsewhere;

static struct bench *benches;
static struct question *questions;

static int order(const struct bench *a, const struct bench *b)
{
	int by_question = strcmp(a->question, b->question);

	return by_question ? by_question : strcmp(a->name, b->name);
}

/* Is there such a file, or command in $PATH? */
static bool installed(const char *command)
{
	const char *at = getenv("PATH");
	char path[4096];

	if (*command == '/')
		return !access(command, R_OK);
	while (at && *at) {
		int length = (int)strcspn(at, ":");

		snprintf(path, sizeof path, "%.*s/%s", length, at, command);
		if (!access(path, X_OK))
			return true;
		at += length + (at[length] == ':');
	}
	return false;
}

/* Constructors run in the order of the linker's command line; sorting makes
 * the results independent of it. */
void bench_enter(struct bench *b)
{
	struct bench **at = &benches;

	if ((b->needs && !installed(b->needs)) ||
	    (b->slow && !getenv("BENCH_SLOW")))
		return;
	while (*at && order(*at, b) < 0)
		at = &(*at)->next;
	b->next = *at;
	*at = b;
}

void question_enter(struct question *q)
{
	struct question **at = &questions;

	while (*at && strcmp((*at)->name, q->name) < 0)
		at = &(*at)->next;
	q->next = *at;
	*at = q;
}

struct bench *bench_first(void)
{
	return benches;
}

struct question *question_first(void)
{
	return questions;
}

struct bench *bench_find(const char *question, const char *name)
{
	struct bench *b = benches;

	while (b && (strcmp(b->question, question) || strcmp(b->name, name)))
		b = b->next;
	return b;
}

struct question *question_find(const char *name)
{
	struct question *q = questions;

	while (q && strcmp(q->name, name))
		q = q->next;
	return q;
}

static bool wrong(const struct bench *b, const char *what, const char *value)
{
	warnx("bench/%s/%s: %s: \"%s\"", b->question, b->name, what, value);
	return false;
}

static bool check(const struct bench *b)
{
	static const char *const roles[] = { "floor", "eager", "stackless",
					     "stackful", "thread" };
	bool known = false, right = true;

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		known |= !strcmp(roles[i], b->role);
	if (!known)
		right = wrong(b, "no such role in plots/palette.tsv", b->role);
	if (!question_find(b->question))
		right = wrong(b, "no such question", b->question);
	if (strpbrk(b->name, "/|\t\n\" ") || strstr(b->name, "-again"))
		right = wrong(b, "a name cannot have that", b->name);
	if (!*b->label || strpbrk(b->label, "|\t\n\"\\"))
		right = wrong(b, "a label cannot have that", b->label);
	return right;
}

bool bench_check(void)
{
	bool right = true;

	for (const struct bench *b = benches; b; b = b->next)
		right &= check(b);
	for (const struct question *q = questions; q; q = q->next)
		if (!bench_find(q->name, q->baseline)) {
			warnx("bench/%s/question.c: no such baseline: \"%s\"",
			      q->name, q->baseline);
			right = false;
		}
	return right;
}

const char *bench_input(long n)
{
	static char path[4096];
	const char *folder = getenv("BENCH_INPUT");

	if (!folder)
		errx(1, "BENCH_INPUT is not set: run this by make bench");
	snprintf(path, sizeof path, "%s/%ld.log", folder, n);
	return path;
}
