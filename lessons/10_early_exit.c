/* SPDX-License-Identifier: MIT */
/*
 * 10_early_exit - what does laziness save when we stop early?
 *
 * You will see: a search for 42 in ten million numbers, eager and lazy, and one
 * for the first page not found (404) in a web server's access log, or in yours:
 * make 10 FILE=some.log (there is none in assets/sample.txt).  Then how much
 * zip takes from a generator: look at what it leaves.
 * New here: the consumer decides how much work the producer does.
 * Comes from: the tutorial's "Lazy Evaluation"; Python's zip.
 * Leads to: iter_take() in lib/src/pipeline.c, which takes not one too many.
 *
 * Predict: A generator yields 0, 1, 2, ... up to ten million.  How often is
 *   it resumed until we have found 42?
 * Answer: 43 times, for 0 to 42.  The other 9999957 numbers are never made;
 *   the list holds them all before the search begins.  Of the log, no row
 *   behind the first 404 is asked for.
 */
#define _GNU_SOURCE /* memmem(), for rows with NULs */
#include <err.h>
#include <stdio.h>
#include <string.h>

#define GEN_COUNT /* as in lesson 09: count the resumptions */
#include <generator.h>
#include <generator/lines.h>

#define MANY 10000000

struct numbers {
	int stop;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	for (int number = 0; number < my->stop; number++)
		if (!gen_yield(self, &number))
			break;
	return NULL;
}

static void find_in_numbers(int wanted)
{
	GEN_AUTO struct gen *g = gen_call(numbers, .stop = MANY);
	static int list[MANY];
	int i;

	for (i = 0; i < MANY; i++)
		list[i] = i;
	for (i = 0; list[i] != wanted; i++)
		;
	printf("list: made %d numbers, found %d\n", MANY, list[i]);
	gen_each (const int *, number, g)
		if (*number == wanted)
			break; /* GEN_AUTO frees g in its middle */
	printf("generator: resumed %lu times\n", gen_resumes());
}

static void find_in_log(const char *path)
{
	GEN_AUTO struct iter *rows = iter_lines(path);
	size_t read = 0, all;

	gen_each (const struct line *, row, rows)
		if (++read && memmem(row->text, row->len, "\" 404 ", 6)) {
			printf("row %zu: ", read);
			fwrite(row->text, 1, row->len, stdout);
			printf("\n");
			break;
		}
	for (all = read; iter_next(rows); all++) /* goes on behind it */
		;
	if (iter_error(rows))
		errx(1, "%s", (const char *)iter_detail(rows));
	printf("read %zu rows of %zu\n", read, all);
}

/* && asks first, then second; if that has no more, first's number is lost. */
static void zip(const char *name, int stop, int other_stop)
{
	GEN_AUTO struct gen *first = gen_call(numbers, .stop = stop);
	GEN_AUTO struct gen *second = gen_call(numbers, .stop = other_stop);
	const int *a, *b;

	printf("%s:", name);
	while ((a = gen_next(first)) && (b = gen_next(second)))
		printf(" (%d, %d)", *a, *b);
	printf(" leaves");
	while ((a = gen_next(stop > other_stop ? first : second)))
		printf(" %d", *a);
	printf("\n");
}

int main(int argc, char **argv)
{
	find_in_numbers(42);
	find_in_log(argc > 1 ? argv[1] : "build/assets/access.log");
	zip("zip(g, range(2))", 5, 2);
	zip("zip(range(2), g)", 2, 5);
	return 0;
}
