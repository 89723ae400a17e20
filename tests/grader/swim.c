/* SPDX-License-Identifier: MIT */
/*
 * swim.c - ./lazy trace: a lane for each generator, drawn from a real run.
 *
 *	driver              take                numbers
 *	next :18 ---------> starts
 *	:                   next :34 ---------> starts
 *	:                   : <---------------- yield :13
 *
 * One of them runs, all others sleep (:), or are no more.
 */
#include "grader.h"
#include "student.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 16, WIDTH = 20, ROWS = 60 };

static struct lane {
	char name[WIDTH];
	bool sleeps;
} lanes[LANES];
static int nlanes;

static void draw_rest(int from, int to)
{
	for (int i = from; i < to; i++)
		printf("%-*s", WIDTH, lanes[i].sleeps ? ":" : "");
}

/* From lane a to lane b, which is right of it; or left, and then back. */
static void draw_arrow(int a, int b, const char *left, const char *right,
		       bool back)
{
	int first = a < b ? a : b, last = a < b ? b : a;
	int len = (last - first) * WIDTH - (int)strlen(left) - 2;

	draw_rest(0, first);
	printf("%s ", left);
	if (back)
		putchar('<');
	for (int i = back; i < len - 1; i++)
		putchar('-');
	printf("%s %-*s", back ? "-" : ">", WIDTH, right);
	draw_rest(last + 1, nlanes);
	putchar('\n');
}

static void draw_in(int from, int to, int line, const char *verb)
{
	char left[64];
	const char *right = lanes[to].sleeps ? "goes on" : "starts";

	snprintf(left, sizeof left, from ? "%s :%d" : "%s", verb, line);
	lanes[from].sleeps = true;
	draw_arrow(from, to, left, right, false);
}

static void draw_out(int from, int to, int line, const char *how)
{
	char right[64];

	snprintf(right, sizeof right, line && *how == 'y' ? "%s :%d" : "%s",
		 how, line);
	lanes[from].sleeps = *how == 'y';
	lanes[to].sleeps = false;
	draw_arrow(from, to, "", right, true);
}

/* A line of the trace; true: it was drawn. */
static bool draw(const struct said *said)
{
	char word[16];
	int a, b, line;

	if (said->kind != '~') {
		printf("  %c %s\n", said->kind, said->text);
		return true;
	}
	if (sscanf(said->text, "in %d %d %d %15s", &a, &b, &line, word) == 4)
		draw_in(a, b, line, word);
	else if (sscanf(said->text, "out %d %d %d %15s", &a, &b, &line, word) ==
		 4)
		draw_out(a, b, line, word);
	else
		return false;
	return true;
}

static void name_lanes(const struct trace *trace, const struct built *built)
{
	int n;

	strcpy(lanes[0].name, "driver");
	nlanes = 1;
	for (size_t i = 0; i < trace->count; i++) {
		const struct said *said = &trace->said[i];
		char name[WIDTH] = "", *function;

		if (sscanf(said->text, "lane %d %18s", &n, name) != 2 ||
		    n >= LANES)
			continue;
		function = build_function(built, said->at);
		snprintf(lanes[n].name, sizeof lanes[n].name, "%s",
			 function ? function : name);
		free(function);
		nlanes = n + 1;
	}
	for (int i = 0; i < nlanes; i++)
		printf("%-*s", WIDTH, lanes[i].name);
	printf("\n\n");
}

int student_trace(struct exercise *e, bool deep)
{
	const struct testcase *c = &e->spec->cases[0];
	char *file = format_text("%s/%s", e->name, e->spec->file);
	struct how how = { 0 };
	struct judged j = { .spec = e->spec, .how = &how };
	struct trace trace;
	int rows = 0;

	(void)deep;
	build_traced(&j.program, e->spec, file, "build/judge/root/work");
	if (j.program.why) {
		tell("%s\nNext:  edit %s, then  ./lazy check %.2s",
		     j.program.why, file, e->name);
		return 1;
	}
	judged_run(&trace, &j, &j.program, c->parameters, 2);
	printf("%s, case %s: %s\n\n", e->name, c->name, c->parameters);
	name_lanes(&trace, &j.program);
	for (size_t i = 0; i < trace.count && rows < ROWS; i++)
		rows += draw(&trace.said[i]);
	if (rows == ROWS)
		printf("  [...]\n");
	printf("\n(:18 is a line; : sleeps; > is output, . an event)\n");
	show_end(&j.program, e->spec, &trace);
	printf("Next:  ./lazy check %.2s\n", e->name);
	trace_free(&trace);
	built_free(&j.program);
	free(file);
	return 0;
}
