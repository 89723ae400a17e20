/* SPDX-License-Identifier: MIT */
/*
 * text.c - strings that grow.
 *
 * The grader is a program that ends: without memory it says so and is gone.
 */
#include "grader.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void room_for(struct text *text, size_t more)
{
	if (text->len + more + 1 > text->room) {
		text->room = 2 * (text->len + more + 1);
		text->s = realloc(text->s, text->room);
		if (!text->s)
			err(2, "%zu bytes", text->room);
	}
}

void text_append(struct text *text, const char *bytes, size_t len)
{
	room_for(text, len);
	memcpy(text->s + text->len, bytes, len);
	text->len += len;
	text->s[text->len] = 0;
}

static void add(struct text *text, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	room_for(text, (size_t)len);
	vsnprintf(text->s + text->len, (size_t)len + 1, format, args);
	text->len += (size_t)len;
}

void text_add(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(text, format, args);
	va_end(args);
}

char *format_text(const char *format, ...)
{
	struct text text = { 0 };
	va_list args;

	va_start(args, format);
	add(&text, format, args);
	va_end(args);
	return text.s;
}

char *quoted(const char *s)
{
	struct text text = { 0 };

	text_add(&text, "'");
	for (; *s; s++)
		if (*s == '\'')
			text_add(&text, "'\\''");
		else
			text_append(&text, s, 1);
	text_add(&text, "'");
	return text.s;
}

void text_free(struct text *text)
{
	free(text->s);
	*text = (struct text){ 0 };
}

bool text_read(struct text *text, const char *path)
{
	FILE *file = fopen(path, "re");
	char some[4096];
	size_t n;
	bool fine;

	if (!file)
		return false;
	text_append(text, "", 0);
	while ((n = fread(some, 1, sizeof some, file)) > 0)
		text_append(text, some, n);
	fine = !ferror(file);
	fclose(file);
	return fine;
}

bool text_write(const struct text *text, const char *path)
{
	FILE *file = fopen(path, "we");
	bool fine;

	if (!file)
		return false;
	fine = fwrite(text->s, 1, text->len, file) == text->len;
	return fclose(file) == 0 && fine;
}

char *next_line(char **rest)
{
	char *line = *rest, *end;

	if (!line || !*line)
		return NULL;
	end = strchr(line, '\n');
	if (end)
		*end = 0;
	*rest = end ? end + 1 : NULL;
	return line;
}
