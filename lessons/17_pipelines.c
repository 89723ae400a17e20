/* SPDX-License-Identifier: MIT */
/*
 * 17_pipelines - what is a program over logs, if its parts are generators?
 *
 * You will see: three programs over all logs below a folder, or over your log:
 * the bytes transferred, the pages that were not found, the number of hosts.
 * Then a search that stops at its first match, and who has worked for it.
 * make 17 FILE=some.log; make log SEED=7 BYTES=100000000 writes a large one.
 * New here: stages in a row, from find to fields, and at the end a function
 *   that makes one value of all items.  Another program has another end.
 * Comes from: David Beazley's "Generator Tricks for Systems Programmers", parts
 *   2 to 4: genlog.py, query404.py, hosts.py.
 * Leads to: <generator/files.h>, <generator/text.h>, <generator/consume.h>.
 *
 * Predict: Two logs have 21161 lines.  We want the first page that was not
 *   found.  How many files are opened for it, how many lines are read?
 * Answer: one file, and 20 lines: the last of them is the one.  Nobody works
 *   ahead: a stage asks the one before it only when it is asked itself.
 */
#define _GNU_SOURCE /* tdestroy() */
#include <err.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/consume.h>
#include <generator/files.h>
#include <generator/text.h>

enum { HOST = 0, PAGE = 6, BYTES = 9 }; /* the fields of a request */
static size_t files, lines;             /* how many went by */
static void *names;                     /* that we have seen: a tree */

static const void *count(const void *item, void *counter)
{
	++*(size_t *)counter;
	return item;
}

static bool is_request(const void *fields, void *unused)
{
	return (void)unused, ((const struct fields *)fields)->count > BYTES;
}

/* What all programs begin with: the requests whose lines contain text. */
static struct iter *log_of(const char *path, const char *text)
{
	struct iter *p = path ? NULL : iter_find("build/assets", "access*.log");

	files = path != NULL;
	lines = 0;
	p = path ? iter_lines(path) : iter_cat(iter_map(p, count, &files));
	p = iter_grep(iter_map(p, count, &lines), text);
	return iter_filter(iter_fields(p, ' '), is_request, NULL);
}

/* A number ends where its field does, if there is one; "-" is 0. */
static double bytes(const void *fields, void *unused)
{
	const struct field *f = &((const struct fields *)fields)->field[BYTES];

	return (void)unused, f->len ? (double)strtoll(f->text, NULL, 10) : 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Is this the first request that has this name in the field? */
static bool is_new(const void *fields, void *field)
{
	const struct field *f = ((const struct fields *)fields)->field;
	char *name = strndup(f[*(int *)field].text, f[*(int *)field].len);
	char **found = name ? tsearch(name, &names, by_name) : NULL;

	if (!found)
		err(1, NULL);
	if (*found == name)
		return true;
	free(name);
	return false;
}

static void done(struct iter *p)
{
	if (iter_error(p))
		errx(1, "%s", (const char *)iter_detail(p));
	iter_free(p);
	tdestroy(names, free);
	names = NULL;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : NULL;
	int page = PAGE, host = HOST;
	struct iter *p = log_of(path, "");
	double sum = iter_sum(p, bytes, NULL);

	done(p);
	printf("%.0f bytes transferred\n", sum);

	p = iter_filter(log_of(path, "\" 404 "), is_new, &page);
	gen_each (const struct fields *, f, p)
		printf("not found: %.*s\n", (int)f->field[PAGE].len,
		       f->field[PAGE].text);
	printf("all of them: files %zu, lines %zu\n", files, lines);
	done(p);

	p = iter_filter(log_of(path, ""), is_new, &host);
	printf("%zu hosts\n", iter_count(p));
	done(p);

	p = log_of(path, "\" 404 ");
	iter_first(p, NULL, NULL);
	printf("up to the first: files %zu, lines %zu\n", files, lines);
	done(p);
	return 0;
}
