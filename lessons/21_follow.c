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
 * Leads to: lib/src/follow.c; iter_merge() in lib/src/pipeline.c.
 *
 * Predict: We take the first five lines of two merged logs of 21161 lines, and
 *   then ask no more.  How many lines were read?
 * Answer: six.  To know the least, merge must hold a line of each log; then it
 *   reads one for each line that it lends, of the log that it was from.  A log
 *   need not have an end to be merged, but one that keeps us waiting
 *   for its next line holds up all.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <generator.h>
#include <generator/files.h>
#include <generator/text.h>

enum { PAGE = 6, BLOCK = 900 };

/* Writes a log in blocks, as servers do: most of them end in half a line. */
struct server {
	FILE *requests;
	int log, blocks;
};

static bool write_block(struct server *my)
{
	char block[BLOCK];
	size_t got = fread(block, 1, sizeof block, my->requests);

	printf("server: %zu bytes\n", got);
	return got && write(my->log, block, got) == (ssize_t)got;
}

/* Asked whenever there is no new line.  So that this lesson is the same each
 * time, that is when the server writes; other programs look for their Ctrl-C. */
static bool stop(void *server)
{
	struct server *my = server;

	return my->blocks-- == 0 || !write_block(my);
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
static const char *time_of(const void *line)
{
	const char *text = ((const struct line *)line)->text;
	const char *time = strchr(text, '[');

	return time ? time : text;
}

static int by_time(const void *a, const void *b)
{
	return strncmp(time_of(a), time_of(b), 21);
}

static void merge(const char *path, const char *other, size_t most)
{
	size_t lines[2] = { 0, 0 };
	struct iter *logs[] = {
		iter_map(iter_lines(path), count, &lines[0]),
		iter_map(iter_lines(other), count, &lines[1]),
	};
	struct iter *p = iter_take(iter_merge(logs, 2, by_time), most);

	gen_each (const struct line *, line, p)
		printf("%s\n", line->text);
	printf("read: %zu lines and %zu\n", lines[0], lines[1]);
	done(p);
}

int main(void)
{
	char path[] = "/tmp/lesson-21-XXXXXX";
	struct server server = {
		.requests = fopen("build/assets/access-2.log", "r"),
		.log = mkstemp(path),
		.blocks = 4,
	};

	if (!server.requests || server.log < 0)
		err(1, "a log to read and one to write");
	follow(path, &server);
	unlink(path);
	close(server.log);
	fclose(server.requests);
	merge("build/assets/access.log", "build/assets/access-2.log", 5);
	return 0;
}
