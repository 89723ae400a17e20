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

struct words {
	const char *what, *next;
};

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

/* Of the ledger, what went before helps: the last few lines before number n. */
static void add_context(struct text *text, const struct trace *trace, size_t n)
{
	size_t from = n;
	int few = 4;

	for (; from && few; from--)
		few -= trace->said[from - 1].kind != '~';
	text_add(text, "\n  before  ");
	if (few == 4)
		text_add(text, "nothing");
	for (size_t i = from; i < n; i++) {
		const struct said *said = &trace->said[i];

		if (said->kind == '~')
			continue;
		text_add(text, said->kind == '>' ? "\"" : "[");
		add_visible(text, said->text);
		text_add(text, said->kind == '>' ? "\" " : "] ");
	}
}

/* How it crashed, by what its driver could say of it. */
static struct words crash(const struct trace *got)
{
	long number = trace_fact(got, "signal");

	if (trace_fact(got, "misused") == 1)
		return (struct words){ "what was freed is freed again",
				       "who owns it? free it there, once" };
	if (trace_fact(got, "misused") == 2)
		return (struct words){ "free() of what no malloc() has given",
				       "where does that pointer come from?" };
	if (trace_fact(got, "deep") == 1)
		return (struct words){ "its stack is used up",
				       "look for a function that calls itself "
				       "for ever, or a large array" };
	if (number == SIGABRT && got->printed &&
	    strstr(got->printed, "corrupted"))
		return (struct words){ strsignal((int)number),
				       "what was written beyond the end of a "
				       "block, before?" };
	if (number == SIGABRT)
		return (struct words){ strsignal((int)number),
				       "look for an assertion, or an error "
				       "of its own" };
	return (struct words){ strsignal((int)number),
			       "look at the addresses used there: NULL? "
			       "freed? one too far?" };
}

static struct words bad_end(const struct trace *got)
{
	if (got->ending == SLOW && got->blocked)
		return (struct words){ "it waits and does nothing",
				       "no points for this check: look for a "
				       "wait that nobody ends" };
	if (got->ending == SLOW)
		return (struct words){ "it did not end in time",
				       "no points for this check: look for a "
				       "loop that never stops" };
	if (got->ending == LOUD)
		return (struct words){ "it said more than 4 MiB",
				       "look for a loop that never stops" };
	if (got->forged)
		return (struct words){ "it writes where the driver says what "
				       "it has counted",
				       "print to stdout, and leave other "
				       "files alone" };
	if (trace_fact(got, "signal") > 0)
		return crash(got);
	if (WIFSIGNALED(got->status))
		return (struct words){ strsignal(WTERMSIG(got->status)),
				       "run it in a debugger" };
	return (struct words){ "it left before the end",
			       "look for exit(), or an error of its own" };
}

char *explain_end(const struct judged *j, size_t n)
{
	const struct trace *got = &j->got[n];
	const struct testcase *c = &j->spec->cases[n];
	struct words end = bad_end(got);
	char *place = explain_place(j, trace_fact_at(got, "signal"));
	bool elsewhere = !*place && trace_fact(got, "signal") == SIGSEGV;
	struct text text = { 0 };

	text_add(&text, "case %s (%s): %s%s", c->name, c->parameters, end.what,
		 place);
	if (got->count)
		add_context(&text, got, got->count);
	if (got->printed)
		text_add(&text, "\n  printed %s", got->printed);
	text_add(&text, "\n%s",
		 elsewhere ? "what you gave out was used there: is it what the "
			     "header says, and still alive?" :
			     end.next);
	free(place);
	return text.s;
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
	text_add(&text, "case %s (%s), %s %zu%s%s:", c->name, c->parameters,
		 only_output ? "line" : "step", line,
		 only_output ? " of the output" : "", place);
	if (!only_output)
		add_context(&text, want, line - 1);
	add_said(&text, "wanted", b);
	add_said(&text, "got   ", a);
	free(place);
	return text.s;
}
