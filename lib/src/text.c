/* SPDX-License-Identifier: MIT */
/*
 * text.c - stages for lines: grep, with a text or a regular expression, and
 * fields.
 */
#define _GNU_SOURCE /* memmem() */
#include <generator/text.h>

#include <errno.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stage_impl.h"

/* ---- grep ---- */

struct grep {
	struct stage stage;
	size_t len;
	char text[];
};

static const void *grep_next(struct iter *it)
{
	struct grep *g = (struct grep *)it;
	const struct line *line;

	do
		line = iter_stage_pull(&g->stage);
	while (line && !memmem(line->text, line->len, g->text, g->len));
	return line;
}

static const struct iter_ops grep_ops = {
	.next = grep_next,
	.close = iter_stage_close,
	.error = iter_stage_error,
	.free = iter_stage_free,
};

struct iter *iter_grep(struct iter *up, const char *text)
{
	struct grep *g;
	size_t len;

	if (!text)
		return iter_stage_refuse(up, "iter_grep: no text given");
	len = strlen(text);
	g = iter_stage_new(&grep_ops, sizeof *g + len, up);
	if (!g)
		return NULL;
	g->len = len;
	memcpy(g->text, text, len);
	return &g->stage.iter;
}

/* ---- grep with a regular expression ---- */

struct regex {
	struct stage stage;
	struct failure failure;
	regex_t compiled;
};

/* A NUL ends a string, but not a line. */
#ifdef REG_STARTEND
static int match(const regex_t *compiled, const struct line *line)
{
	regmatch_t all = { .rm_eo = (regoff_t)line->len };

	return regexec(compiled, line->text, 1, &all, REG_STARTEND);
}
#else
static int match(const regex_t *compiled, const struct line *line)
{
	return regexec(compiled, line->text, 0, NULL, 0);
}
#endif

static const void *regex_next(struct iter *it)
{
	struct regex *r = (struct regex *)it;
	const struct line *line;
	int code;

	while ((line = iter_stage_pull(&r->stage))) {
		code = match(&r->compiled, line);
		if (!code)
			return line;
		if (code != REG_NOMATCH) {
			iter_fail(&r->failure, "iter_grep_regex", ENOMEM);
			r->stage.ended = true;
		}
	}
	return NULL;
}

static int regex_error(const struct iter *it, const void **with)
{
	const struct regex *r = (const struct regex *)it;

	return r->failure.code ? iter_failure(&r->failure, with) :
				 iter_stage_error(it, with);
}

static void regex_free(struct iter *it)
{
	struct regex *r = (struct regex *)it;

	regfree(&r->compiled);
	free(r->failure.text);
	iter_stage_free(it);
}

static const struct iter_ops regex_ops = {
	.next = regex_next,
	.close = iter_stage_close,
	.error = regex_error,
	.free = regex_free,
};

/* What is wrong comes before the pattern, which may be long. */
static struct iter *refuse_pattern(struct regex *r, int code,
				   const char *pattern)
{
	struct iter *up = r->stage.up;
	char why[128], text[512];

	regerror(code, &r->compiled, why, sizeof why);
	snprintf(text, sizeof text, "iter_grep_regex: %s: %s", why, pattern);
	free(r);
	if (code != REG_ESPACE)
		return iter_stage_refuse(up, text);
	iter_free(up);
	return gen_no_memory("malloc in regcomp() of a pattern",
			     strlen(pattern), NULL);
}

struct iter *iter_grep_regex(struct iter *up, const char *pattern)
{
	struct regex *r;
	int code;

	if (!pattern)
		return iter_stage_refuse(up,
					 "iter_grep_regex: no pattern given");
	r = iter_stage_new(&regex_ops, sizeof *r, up);
	if (!r)
		return NULL;
	code = regcomp(&r->compiled, pattern, REG_EXTENDED);
	return code ? refuse_pattern(r, code, pattern) : &r->stage.iter;
}

/* ---- fields ---- */

struct splitter {
	struct stage stage;
	struct failure failure;
	struct fields fields;
	struct field *field; /* room for so many of them */
	size_t room;
	char separator;
};

static bool add(struct splitter *s, const char *text, const char *end)
{
	if (s->fields.count == s->room) {
		size_t room = s->room ? 2 * s->room : 16;
		void *more = realloc(s->field, room * sizeof *s->field);

		if (!more)
			return false;
		s->field = more;
		s->room = room;
	}
	s->field[s->fields.count++] =
		(struct field){ text, (size_t)(end - text) };
	return true;
}

static bool split_at_separator(struct splitter *s, const char *text,
			       const char *end)
{
	const char *stop;

	while ((stop = memchr(text, s->separator, (size_t)(end - text)))) {
		if (!add(s, text, stop))
			return false;
		text = stop + 1;
	}
	return add(s, text, end);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool split_at_blanks(struct splitter *s, const char *text,
			    const char *end)
{
	for (;;) {
		const char *from;

		while (text < end && is_blank(*text))
			text++;
		if (text == end)
			return true;
		from = text;
		while (text < end && !is_blank(*text))
			text++;
		if (!add(s, from, text))
			return false;
	}
}

static const void *splitter_next(struct iter *it)
{
	struct splitter *s = (struct splitter *)it;
	const struct line *line = iter_stage_pull(&s->stage);
	bool done;

	if (!line)
		return NULL;
	s->fields.count = 0;
	done = (s->separator ? split_at_separator : split_at_blanks)(
		s, line->text, line->text + line->len);
	if (!done) {
		iter_fail(&s->failure, "iter_fields", ENOMEM);
		s->stage.ended = true;
		return NULL;
	}
	s->fields.field = s->field;
	return &s->fields;
}

static int splitter_error(const struct iter *it, const void **with)
{
	const struct splitter *s = (const struct splitter *)it;

	return s->failure.code ? iter_failure(&s->failure, with) :
				 iter_stage_error(it, with);
}

static void splitter_free(struct iter *it)
{
	struct splitter *s = (struct splitter *)it;

	free(s->field);
	free(s->failure.text);
	iter_stage_free(it);
}

static const struct iter_ops splitter_ops = {
	.next = splitter_next,
	.close = iter_stage_close,
	.error = splitter_error,
	.free = splitter_free,
};

struct iter *iter_fields(struct iter *up, char separator)
{
	struct splitter *s = iter_stage_new(&splitter_ops, sizeof *s, up);

	if (!s)
		return NULL;
	s->separator = separator;
	return &s->stage.iter;
}
