/* SPDX-License-Identifier: MIT */
/*
 * trace.c - what a program has said on descriptor 3, taken apart.
 */
#include "grader.h"

#include <err.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static void add_said(struct trace *trace, char kind, const char *text,
		     const char *at)
{
	if ((trace->count & (trace->count - 1)) == 0) {
		size_t room = trace->count ? 2 * trace->count : 1;

		trace->said = realloc(trace->said, room * sizeof *trace->said);
		if (!trace->said)
			err(2, "a trace of %zu lines", room);
	}
	trace->said[trace->count++] = (struct said){ kind, text, at };
}

static long find(const struct trace *trace, const char *name)
{
	for (size_t i = 0; i < trace->nfacts; i++)
		if (!strcmp(trace->facts[i].text, name))
			return (long)i;
	return -1;
}

/* The driver says each fact once, and a number: else it was not the driver. */
static void add_fact(struct trace *trace, char *line, const char *at)
{
	size_t n = trace->nfacts;
	char *value = strchr(line, ' ');

	trace->forged |= n == sizeof trace->values / sizeof *trace->values ||
			 !value || !value[1] ||
			 value[1 + strspn(value + 1, "0123456789")];
	if (trace->forged)
		return;
	*value = 0;
	trace->forged = find(trace, line) >= 0;
	trace->facts[n] = (struct said){ '=', line, at };
	trace->values[n] = strtoul(value + 1, NULL, 10);
	trace->nfacts++;
}

/* What it printed last, if it was not stopped from outside. */
static char *last_line(const struct trace *trace, const char *out)
{
	const char *end = out + strlen(out), *start;
	bool gave_up = trace->ending == ENDED &&
		       trace_fact(trace, "done") < 0 &&
		       (trace_fact(trace, "signal") == SIGABRT ||
			trace_fact(trace, "signal") < 0);

	while (end > out && end[-1] == '\n')
		end--;
	for (start = end; start > out && start[-1] != '\n';)
		start--;
	if (!gave_up || start == end)
		return NULL;
	return format_text("%.*s", (int)(end - start < 200 ? end - start : 200),
			   start);
}

void trace_read(struct trace *trace, const struct outcome *outcome)
{
	char *rest, *line;
	const char *at = NULL;

	*trace = (struct trace){ .ending = outcome->ending,
				 .blocked = outcome->blocked,
				 .status = outcome->status };
	rest = trace->text = format_text("%s", outcome->trace.s);
	while ((line = next_line(&rest))) {
		if (!line[0] || line[1] != ' ')
			continue;
		if (line[0] == '@') {
			at = line + 2;
			continue;
		}
		if (line[0] == '=')
			add_fact(trace, line + 2, at);
		else if (trace->nfacts) /* all else is said before */
			trace->forged = true;
		else
			add_said(trace, line[0], line + 2, at);
		at = NULL;
	}
	if (outcome->out.s)
		trace->printed = last_line(trace, outcome->out.s);
}

void trace_free(struct trace *trace)
{
	free(trace->said);
	free(trace->text);
	free(trace->printed);
}

long trace_fact(const struct trace *trace, const char *name)
{
	long i = find(trace, name);

	return i < 0 ? -1 : (long)trace->values[i];
}

const char *trace_fact_at(const struct trace *trace, const char *name)
{
	long i = find(trace, name);

	return i < 0 ? NULL : trace->facts[i].at;
}

/* NAME VALUE (to TOLERANCE) */
static bool with_tolerance(const char *text, int *name, double *value,
			   double *tolerance)
{
	return sscanf(text, "%*s%n %lf (to %lf)", name, value, tolerance) == 2;
}

bool trace_same(const struct said *got, const struct said *want)
{
	double a, b, tolerance, scale;
	int len, same;

	if (got->kind != want->kind)
		return false;
	if (!strcmp(got->text, want->text))
		return true;
	if (!with_tolerance(want->text, &len, &b, &tolerance) ||
	    !with_tolerance(got->text, &same, &a, &scale) || len != same ||
	    strncmp(got->text, want->text, (size_t)len) != 0)
		return false;
	scale = fabs(b) > 1 ? fabs(b) : 1;
	return fabs(a - b) <= tolerance * scale;
}

bool trace_done(const struct trace *trace)
{
	return trace_fact(trace, "done") == 1 && !trace->forged &&
	       trace->ending == ENDED && WIFEXITED(trace->status) &&
	       WEXITSTATUS(trace->status) == 0;
}

const struct said *trace_next(const struct trace *trace, size_t *i,
			      bool only_output)
{
	while (*i < trace->count && only_output && trace->said[*i].kind != '>')
		++*i;
	return *i < trace->count ? &trace->said[(*i)++] : NULL;
}
