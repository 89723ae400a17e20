/* SPDX-License-Identifier: MIT */
/*
 * 21_follow - what if a source has no end, or if there are many?
 *
 * You will see: a log that grows while we read it, with the stages of lesson
 * 17 behind it: what the server writes, and, indented, what comes out.  Then
 * the logs of two servers as one, in the order of time, and what was read of
 * each.
 * New here: iter_follow(), which waits for lines; iter_merge(), which takes
 *   the least of what all its sources have next.
 * Comes from: David Beazley's "Generator Tricks for Systems Programmers", part
 *   5: follow.py, realtime404.py; heapq.merge().
 * Leads to: lib/src/follow.c; iter_merge() in lib/src/join.c.
 *
 * Predict: We take the first five lines of two merged logs of 21161 lines, and
 *   then ask no more.  How many lines were read?
 * Answer: six.  To know the least, merge must hold a line of each log; then it
 *   reads one for each line that it lends, of the log that it was from.  A log
 *   need not have an end to be merged, but one that keeps us waiting
 *   for its next line holds up all.
 */
#define _GNU_SOURCE /* strchrnul() */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <generator.h>
#include <generator/files.h>
#include <generator/text.h>

enum { PAGE = 6, BLOCK = 900 };
static const char other_log[] = "build/assets/access-2.log";

struct server {
	FILE *requests;
	int log, blocks; /* how many it will still write */
};

/* Asked whenever there is no new line.  So that this lesson is the same each
 * time, that is when the server writes; other programs look for their Ctrl-C.
 * It writes in blocks, as servers do: most of them end in half a line. */
static bool stop(void *server)
{
	struct server *my = server;
	char block[BLOCK];
	size_t got = my->blocks-- ? fread(block, 1, BLOCK, my->requests) : 0;

	if (got)
		printf("server: %zu bytes\n", got);
	return !got || write(my->log, block, got) != (ssize_t)got;
}

static void done(struct iter *p)
{
	if (iter_error(p))
		errx(1, "%s", (const char *)iter_detail(p));
	iter_free(p);
}

static void follow(const char *path, struct server *server)
{
	struct iter *p = iter_follow(path, stop, server);

	p = iter_fields(iter_grep(p, "\" 404 "), ' ');
	gen_each (const struct fields *, f, p)
		if (f->count > PAGE)
			printf("\tnot found: %.*s\n", (int)f->field[PAGE].len,
			       f->field[PAGE].text);
	done(p);
}

static const void *count(const void *line, void *counter)
{
	++*(size_t *)counter;
	return line;
}

/* "[01/Jan/2026:00:00:24": as text this is in order for one month. */
static int by_time(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return strncmp(strchrnul(x->text, '['), strchrnul(y->text, '['), 21);
}

static void merge(void)
{
	size_t read = 0, other_read = 0;
	struct iter *logs[] = {
		iter_map(iter_lines("build/assets/access.log"), count, &read),
		iter_map(iter_lines(other_log), count, &other_read),
	};
	struct iter *p = iter_take(iter_merge(logs, 2, by_time), 5);

	gen_each (const struct line *, line, p)
		printf("%s\n", line->text);
	printf("read: %zu lines and %zu\n", read, other_read);
	done(p);
}

int main(void)
{
	char path[] = "/tmp/lesson-21-XXXXXX";
	FILE *requests = fopen(other_log, "r");
	struct server server = { requests, requests ? mkstemp(path) : -1, 4 };

	if (server.log < 0)
		err(1, "%s", requests ? path : other_log);
	follow(path, &server);
	unlink(path);
	close(server.log);
	fclose(requests);
	merge();
	return 0;
}
