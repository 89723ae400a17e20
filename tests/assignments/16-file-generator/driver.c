/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the lines of files, of which the consumer takes so many; then it
 * closes, twice, or frees, or throws.  After each step the ledger has how many
 * files are open; and no more than one for each generator can be opened.
 */
#include "file_generator.h"

#include <drive.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { FILES = 64, WIDE = 200000, LONG = 300 };

static void see_files(void)
{
	drive_event("files open: %d", drive_open_files());
}

/* The system then refuses to open more files than that at once. */
static void limit_files(int count)
{
	int one = open(".", O_RDONLY), two = open(".", O_RDONLY);
	rlim_t end = (rlim_t)(count == 1 ? one : two) + 1;

	close(one);
	close(two);
	setrlimit(RLIMIT_NOFILE, &(struct rlimit){ end, end });
}

/* Letters, now and then a NUL, and lines that are empty. */
static char drawn_byte(void)
{
	long at = drive_below(32);

	return (char)(at < 26 ? 'a' + at : at == 26 ? 0 : '\n');
}

/* A file for each letter of the parameter. */
static const char *make_file(long number, char what)
{
	char *name = drive_alloc(LONG + 1), *text = drive_alloc(WIDE);
	size_t size = 0;

	name[0] = (char)('0' + number);
	if (what == 'l') /* lines */
		size = (size_t)(stpcpy(text, "one\ntwo\n\nfour\n") - text);
	else if (what == 'o') /* an open end */
		size = (size_t)(stpcpy(text, "first\n\r\nlast") - text);
	else if (what == 'w') /* one that does not fit in a usual buffer */
		memset(text, 'w', size = WIDE);
	else if (what == 'd') /* drawn */
		while (size < 20 + (size_t)number * 10)
			text[size++] = drawn_byte();
	else if (what == 'n') /* a long name, and nothing in it */
		memset(name + 1, 'n', 200);
	if (what == 't') /* a name that is too long for a file */
		return memset(name, 't', LONG);
	if (what == 'm') /* missing */
		return "missing";
	if (what == 'f') /* no file, but a folder */
		return ".";
	return drive_file(name, text, size);
}

/* Behind the last path is another, which is none of them. */
static size_t make_files(const char **paths, const char *kinds)
{
	size_t count = 0;

	for (; kinds[count]; count++)
		paths[count] = make_file((long)count, kinds[count]);
	paths[count] = "beyond";
	return count;
}

/* False if there was an error. */
static bool take(struct gen *g, long lines)
{
	const struct line *line;

	while (lines-- && (line = gen_next(g))) {
		drive_bytes("line", line->text, line->len + 1);
		see_files();
	}
	drive_failed(gen_error(g));
	return gen_error(g) == 0;
}

static bool close_after(struct gen *g, long lines)
{
	bool fine = take(g, lines);

	drive_event("close");
	if (fine)
		drive_say("closed: %d", gen_close(g));
	see_files();
	drive_event("close again");
	if (fine)
		drive_say("closed: %d", gen_close(g));
	if (fine && gen_next(g))
		drive_say("it goes on");
	see_files();
	return fine;
}

static void throw_after(struct gen *g, long lines)
{
	bool fine = take(g, lines);

	if (fine && gen_throw(g, EINTR))
		drive_say("it goes on");
	if (fine)
		drive_failed(gen_error(g));
	see_files();
}

static struct gen *made(const char **paths, size_t count)
{
	struct gen *g = rows(paths, count);

	drive_event("made");
	see_files();
	return g;
}

/* Two by turns, the other begins with the second file: both have lent a line
 * before one is looked at. */
static void two(const char **paths, size_t count)
{
	struct gen *first = made(paths, count);
	struct gen *second = made(paths + 1, count - 1);
	const struct line *line = gen_next(first), *other;

	while (line && (other = gen_next(second))) {
		drive_bytes("first", line->text, line->len + 1);
		drive_bytes("second", other->text, other->len + 1);
		see_files();
		line = gen_next(first);
	}
	drive_failed(gen_error(first));
	drive_failed(gen_error(second));
	gen_free(first);
	gen_free(second);
}

/* Closed at each step: after no line, after one ... */
static void everywhere(const char **paths, size_t count, long steps)
{
	bool fine = true;

	for (long lines = 0; lines <= steps && fine; lines++) {
		struct gen *g = made(paths, count);

		drive_say("after %ld", lines);
		fine = close_after(g, lines);
		gen_free(g);
	}
}

/* One file of n lines. */
static void large(long n)
{
	size_t size = (size_t)n * 16;
	char *text = drive_alloc(size + 1);
	const char *path;
	struct gen *g;

	for (long i = 0; i < n; i++)
		memcpy(text + i * 16, "fifteen letters\n", 16);
	path = drive_file("large", text, size);
	g = rows(&path, 1);
	while (gen_next(g))
		;
	drive_failed(gen_error(g));
	gen_free(g);
}

void drive(void)
{
	const char *end = drive_word("end"), *paths[FILES];
	long stop = drive_number("stop");
	size_t count = make_files(paths, drive_word("files"));
	struct gen *g;

	if (!strcmp(end, "two")) {
		limit_files(2);
		two(paths, count);
		return;
	}
	if (!strcmp(end, "each")) {
		everywhere(paths, count, stop);
		return;
	}
	if (!strcmp(end, "large")) {
		large(drive_number("n"));
		return;
	}
	limit_files(1);
	g = made(paths, count);
	if (!strcmp(end, "close"))
		close_after(g, stop);
	else if (!strcmp(end, "throw"))
		throw_after(g, stop);
	else
		take(g, stop);
	gen_free(g);
	drive_event("freed");
	see_files();
}
