/* SPDX-License-Identifier: MIT */
/*
 * screen.c - what ./lazy says, on a screen of 80 columns and 24 lines.
 */
#include "grader.h"
#include "student.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes of a line that fit: all of it, or up to a blank; what is one word is
 * cut.  Of a character in UTF-8, its first byte counts. */
static size_t fitting(const char *line, size_t columns)
{
	size_t len = 0, blank = 0;

	for (size_t used = 0; line[len]; len++) {
		if (line[len] == ' ')
			blank = len;
		if (((unsigned char)line[len] & 0xc0) != 0x80)
			used++;
		if (used > columns)
			return blank ? blank : len;
	}
	return len;
}

/* A terminal that is narrower says so; of one that is wider, 80 are read. */
static size_t columns(void)
{
	const char *word = getenv("COLUMNS");
	int n = word ? atoi(word) : 0;

	return n >= 40 && n < 80 ? (size_t)n : 80;
}

/* One line becomes some, with its blanks before each.  But lines of source that a
 * compiler shows, "   12 | ...", have a mark beneath: these are cut. */
static void wrap(struct text *text, const char *line, int indent)
{
	enum { DEEPEST = 20 };
	bool source = line[strspn(line, " 0123456789")] == '|';
	int own = (int)strspn(line, " ");
	size_t len;

	line += own;
	indent += own < DEEPEST ? own : DEEPEST;
	do {
		len = fitting(line, columns() - (size_t)indent);
		text_add(text, "%*s%.*s\n", *line ? indent : 0, "", (int)len,
			 line);
		line += len;
		line += strspn(line, " ");
	} while (*line && !source);
}

static char *wrapped(char *lines, int indent)
{
	struct text text = { 0 };
	char *line;

	text_append(&text, "", 0);
	while ((line = next_line(&lines)))
		wrap(&text, line, indent);
	return text.s;
}

void tell(const char *format, ...)
{
	va_list args;
	char *lines, *shown;

	va_start(args, format);
	if (vasprintf(&lines, format, args) < 0)
		err(2, "memory");
	va_end(args);
	shown = wrapped(lines, 0);
	fputs(shown, stdout);
	free(shown);
	free(lines);
}

void tell_wrong(char *what)
{
	enum { TALLEST = 13, LAST = 2 };
	char *shown = wrapped(what, 6), *rest = shown, *line;
	int lines = 0, n = 0;

	for (const char *s = shown; *s; s++)
		lines += *s == '\n';
	for (; (line = next_line(&rest)); n++)
		if (lines <= TALLEST || n < TALLEST - LAST - 1 ||
		    n >= lines - LAST)
			puts(line);
		else if (n == TALLEST - LAST - 1)
			puts("      [...]");
	free(shown);
}
