/* SPDX-License-Identifier: MIT */
/*
 * explain.c - what is said of a check that failed: what was wanted and got,
 * where, and what to look at next.
 */
#include "grader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

char *explain_place(const struct judged *j, const char *at)
{
	int line = build_line(&j->program, at, j->spec->file);

	return line ? format_text(" (%s:%d)", j->spec->file, line) :
		      format_text("%s", "");
}

/* Blanks at the end, and what cannot be seen, can be seen. */
static void add_visible(struct text *text, const char *s)
{
	size_t len = strlen(s), end = len;

	while (end && s[end - 1] == ' ')
		end--;
	for (size_t i = 0; i < len && i < 200; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '\t')
			text_add(text, "\\t");
		else if (c < ' ' || c == 127)
			text_add(text, "\\x%02x", c);
		else if (i >= end)
			text_add(text, "\\x20");
		else
			text_append(text, s + i, 1);
	}
}

char *explain_end(const struct judged *j, size_t n)
{
	const struct trace *got = &j->got[n];
	const struct testcase *c = &j->spec->cases[n];
	char *place = explain_place(j, trace_fact_at(got, "signal"));
	long number = trace_fact(got, "signal");
	char *why;

	if (got->ending == SLOW)
		why = format_text("case %s (%s): it did not end in time%s; no "
				  "points for this check\n"
				  "look for a loop that never stops, or waits",
				  c->name, c->parameters, place);
	else if (got->ending == LOUD)
		why = format_text("case %s (%s): it said more than %d MiB\n"
				  "look for a loop that never stops",
				  c->name, c->parameters, 4);
	else if (got->forged)
		why = format_text(
			"case %s (%s): it writes where the driver "
			"says what it has counted\n"
			"print to stdout, and leave other files alone",
			c->name, c->parameters);
	else if (number > 0)
		why = format_text(
			"case %s (%s): %s%s\n"
			"look at the addresses used there: NULL? freed? "
			"one too far?",
			c->name, c->parameters, strsignal((int)number), place);
	else if (WIFSIGNALED(got->status))
		why = format_text("case %s (%s): killed by signal %d (%s)",
				  c->name, c->parameters, WTERMSIG(got->status),
				  strsignal(WTERMSIG(got->status)));
	else
		why = format_text("case %s (%s): it left before the end, with "
				  "exit status %d\n%.300s",
				  c->name, c->parameters,
				  WEXITSTATUS(got->status),
				  j->printed ? j->printed : "");
	free(place);
	return why;
}

static void add_said(struct text *text, const char *label,
		     const struct said *said)
{
	text_add(text, "\n  %s  ", label);
	if (said) {
		text_add(text, said->kind == '>' ? "\"" : "[");
		add_visible(text, said->text);
		text_add(text, said->kind == '>' ? "\"" : "]");
	} else {
		text_add(text, "nothing more");
	}
}

/* Of the ledger, what went before helps: the last few lines that agree. */
static void add_context(struct text *text, const struct trace *want, size_t n)
{
	size_t from = n > 4 ? n - 4 : 0;

	text_add(text, "\n  before  ");
	for (size_t i = from; i < n; i++) {
		const struct said *said = &want->said[i];

		text_add(text, said->kind == '>' ? "\"" : "[");
		add_visible(text, said->text);
		text_add(text, said->kind == '>' ? "\" " : "] ");
	}
	if (!n)
		text_add(text, "nothing");
}

char *explain_difference(const struct judged *j, size_t n, bool only_output)
{
	const struct trace *got = &j->got[n], *want = &j->want[n];
	const struct testcase *c = &j->spec->cases[n];
	size_t at_got = 0, at_want = 0, line = 0;
	const struct said *a, *b;
	struct text text = { 0 };
	char *place;

	do {
		a = trace_next(got, &at_got, only_output);
		b = trace_next(want, &at_want, only_output);
		if (!a && !b)
			return NULL;
		line++;
	} while (a && b && trace_same(a, b));
	place = explain_place(j, a ? a->at : NULL);
	text_add(&text, "case %s (%s), %s %zu%s:", c->name, c->parameters,
		 only_output ? "line" : "step", line, place);
	if (!only_output)
		add_context(&text, want, line - 1);
	add_said(&text, "wanted", b);
	add_said(&text, "got   ", a);
	free(place);
	return text.s;
}
