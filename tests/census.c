/* SPDX-License-Identifier: MIT */
/*
 * census.c - does MODE=census say how much stack each body has used?
 *
 *	make MODE=census build/census/tests/census
 *
 * A child runs bodies that use a known number of bytes, and exits; the table
 * that the library then prints must have them, the deepest first.  TAP.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <generator/stack.h>

static int tests, failures;

static void ok(bool passed, const char *what)
{
	failures += !passed;
	printf("%s %d - %s\n", passed ? "ok" : "not ok", ++tests, what);
}

/* Bodies that use at least so many bytes, and 1200 more at most (with ucontext, a
 * ucontext_t): all zeros, which the library must not take for unused. */
#define USES(bytes)                                                          \
	static const void *uses_##bytes(struct gen *self, void *args)        \
	{                                                                    \
		volatile char frame[bytes];                                  \
                                                                             \
		(void)args;                                                  \
		for (int i = 0; i < bytes; i++)                              \
			frame[i] = 0;                                        \
		return gen_yield(self, (void *)(size_t)frame) ? self : NULL; \
	}
USES(2000)
USES(10000)
USES(50000)

/* In the end one has returned, one was abandoned, one is alive. */
static int bodies(void)
{
	struct gen *g = gen_new(uses_2000, NULL, 0);

	while (gen_next(g))
		;
	gen_free(g);
	for (int i = 0; i < 3; i++) {
		g = gen_new(uses_50000, NULL, 0);
		gen_next(g);
		gen_free(g);
	}
	return !gen_next(gen_new_sized(uses_10000, NULL, 0, 20000));
}

/* What a child that runs them prints on standard error. */
static const char *printed(void)
{
	static char text[2000];
	FILE *file = tmpfile();
	pid_t child;

	fflush(NULL);
	child = file ? fork() : -1;
	if (!child) {
		dup2(fileno(file), STDERR_FILENO);
		exit(bodies());
	}
	if (child > 0)
		waitpid(child, NULL, 0);
	rewind(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	return text;
}

static bool row(const char **text, long bytes, long of, long times)
{
	char body[40];
	long use, size, count;
	int length = 0;

	if (sscanf(*text, "%ld %ld %ld uses_%39s%n", &use, &size, &count, body,
		   &length) != 4)
		return false;
	*text += length;
	return atol(body) == bytes && use >= bytes && use <= bytes + 1200 &&
	       size == of && count == times;
}

int main(void)
{
	const char *text = printed(), *rows = strstr(text, "  by\n");

	ok(rows, "a table is printed at exit");
	rows = rows ? rows + 5 : "";
	ok(row(&rows, 50000, 65536, 3), "abandoned bodies, the deepest");
	ok(row(&rows, 10000, 32768, 1), "one that is alive at exit");
	ok(row(&rows, 2000, 65536, 1), "one that has returned");
	ok(!strcmp(rows, "\n"), "and nothing else");
	if (failures)
		printf("%s", text);
	return failures != 0;
}
