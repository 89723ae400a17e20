/* SPDX-License-Identifier: MIT */
/*
 * driver.c - logs are written, and reported on; the consumer stops after so many
 * pages.  One log may be gone before it is opened, or be a folder; the paths may
 * fail.  Or two report on the same logs, by turns.
 */
#include "report.h"

#include <drive.h>

#include <stdio.h>
#include <string.h>

/* ---- The logs ---- */

#define LONG "/a/name/that/is/longer/than/most/names/are/but/not/too/long/"

/* Some begin like others. */
static const char *const pages[] = {
	"/",    "/a",       "/ab",       "/abc",        "/a/b",  "/b",
	"/c",   "/c?d",     "/404",      "/c?d=404",    "/d",    "/e",
	"/f",   "/f.txt",   "/~e/f.txt", "/robots.txt", "/g/h",  "/g/i",
	"/g/j", LONG "one", LONG "two",  LONG "three",  "/k?l=", "/k?l",
};

/* What is asked with: of many words, and no word. */
static const char *const ends[] = {
	"",
	"",
	" \"http://b/ 404 \" \"none\"",
	" \"-\" \"a 404 b\"",
	" \"-\" \"a b c d e f g h i j k l m n o p q r s t u v w x y z " LONG
		LONG " a b c d e f g h i j k l m n o p q r s t u v w x y z\"",
};

static const char *drawn(const char *const *words, size_t count)
{
	return words[drive_below((long)count)];
}

static int write_request(char *at, size_t room)
{
	static const char *const statuses[] = { "404", "200",  "304", "404",
						"500", "4040", "40",  "404-" };
	static const char *const sizes[] = { "-", "404", "2326", "0" };
	long host = drive_below(250);
	const char *page = drawn(pages, sizeof pages / sizeof *pages);
	const char *status = drawn(statuses, 8);
	const char *size = drawn(sizes, 4);

	return snprintf(at, room,
			"10.0.0.%ld - - [24/Feb/2008:00:08:59 -0600] \"GET "
			"%s HTTP/1.1\" %s %s%s\n",
			host, page, status, size, drawn(ends, 5));
}

/* What else stands in logs.  Between two blanks there is a field, too. */
static int write_other(char *at, size_t room)
{
	static const char *const others[] = {
		"\n",
		"- - - - - - /half 404 404\n",
		"\" 404 \n",
		("10.0.0.1 - -  [24/Feb/2008:00:08:59 -0600] \"GET /blank "
		 "HTTP/1.1\" 404 404 404\n"),
		"10.0.0.1 - - [24/Feb/2008:00:08:59 -0600] \"\" 404 -\n",
	};

	return snprintf(at, room, "%s", drawn(others, 5));
}

static void write_log(const char *path, long lines)
{
	size_t room = (size_t)lines * 500 + 1, len = 0;
	char *text = drive_alloc(room);

	for (long i = 0; i < lines; i++)
		len += (size_t)(drive_below(8) ?
					write_request(text + len, room - len) :
					write_other(text + len, room - len));
	drive_file(path, text, len);
}

/* ---- An open one ---- */

struct log {
	struct iter iter;
	struct iter *lines;
	const char *path;
	size_t at;
	bool closed;
};

static const void *next(struct iter *it)
{
	struct log *my = (struct log *)it;
	const void *line = iter_next(my->lines);

	drive_place(__builtin_return_address(0));
	if (line)
		drive_event("%s line %zu", my->path, my->at++);
	else
		drive_event("%s %s", my->path,
			    iter_error(my->lines) ? "failed" : "end");
	return line;
}

static int close(struct iter *it)
{
	struct log *my = (struct log *)it;

	if (!my->closed)
		drive_event("%s closed", my->path);
	my->closed = true;
	return iter_close(my->lines);
}

static int error(const struct iter *it, const void **with)
{
	const struct log *my = (const struct log *)it;

	if (with)
		*with = iter_detail(my->lines);
	return iter_error(my->lines);
}

static void free_log(struct iter *it)
{
	struct log *my = (struct log *)it;

	close(it);
	iter_free(my->lines);
	my->lines = NULL;
}

struct iter *open_log(const char *path)
{
	static const struct iter_ops ops = {
		.next = next, .close = close, .error = error, .free = free_log
	};
	struct iter *lines = iter_lines(path);
	struct log *log = drive_alloc(sizeof *log);
	char *copy = drive_alloc(strlen(path) + 1);

	drive_place(__builtin_return_address(0));
	drive_event("%s opened", path);
	if (!lines)
		return NULL;
	*log = (struct log){ .iter = { &ops },
			     .lines = lines,
			     .path = strcpy(copy, path) };
	return &log->iter;
}

/* ---- The report ---- */

/* As many paths as the case says, and what they stand for. */
static struct line *write_logs(long n)
{
	struct line *paths = drive_alloc((size_t)n * sizeof *paths);
	long gone = drive_word("gone") ? drive_number("gone") : -1;
	long folder = drive_word("folder") ? drive_number("folder") : -1;
	long width = drive_word("width") ? drive_number("width") : 1;

	for (long i = 0; i < n; i++) {
		char *path = drive_alloc(256);

		snprintf(path, 256, i == gone ? "gone%0*ld" : "log%0*ld",
			 (int)width, i);
		if (i == folder)
			strcpy(path, ".");
		else if (i != gone)
			write_log(path, drive_number("lines"));
		paths[i] = (struct line){ path, strlen(path) };
	}
	return paths;
}

static struct iter *report(const struct line *paths, long n)
{
	struct iter *items =
		drive_items("paths", paths, (size_t)n, sizeof *paths);

	if (drive_word("breaks"))
		drive_fail_after(items, (size_t)drive_number("breaks"));
	return not_found(items);
}

/* A page, or how it ended.  False: it has. */
static bool see_page(struct iter *it)
{
	const char *page = iter_next(it);

	if (page)
		drive_say("%s", page);
	else
		drive_failed(iter_error(it));
	return page != NULL;
}

void drive(void)
{
	long n = drive_number("n"), stop = drive_number("stop");
	struct line *paths = write_logs(n);
	bool both = drive_word("both"), more = true;
	struct iter *first = report(paths, n);
	struct iter *second = both ? report(paths, n) : NULL;

	if (!first)
		drive_failed(iter_error(NULL));
	while (more && stop-- > 0)
		more = see_page(first) && (!both || see_page(second));
	iter_free(first);
	iter_free(second);
}
