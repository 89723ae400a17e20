/* SPDX-License-Identifier: MIT */
/*
 * show.c - ./lazy run and ./lazy mem: what a program says, and what it holds.
 */
#include "grader.h"
#include "student.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Build the exercise; false: the compiler's words have been shown. */
static bool built_exercise(struct built *built, const struct exercise *e)
{
	char *file = format_text("%s/%s", e->name, e->spec->file);

	build(built, e->spec, file, "build/judge/root/work", false);
	if (built->why)
		tell("%s\nNext:  edit %s, then  ./lazy check %.2s", built->why,
		     file, e->name);
	free(file);
	return !built->why;
}

static void run_case(struct outcome *outcome, const struct built *built,
		     const struct spec *spec, const char *parameters,
		     double cpu)
{
	struct how how = { 0 };
	struct judged j = { .spec = spec, .how = &how, .program = *built };

	judged_outcome(outcome, &j, &j.program, parameters, cpu);
}

void show_end(const struct built *built, const struct spec *spec,
	      const struct trace *trace)
{
	struct judged j = { .spec = spec, .program = *built };
	char *why;

	if (trace_done(trace))
		return;
	j.got[0] = *trace;
	why = explain_end(&j, 0);
	tell("%s", why);
	free(why);
}

int student_run(struct exercise *e, bool deep)
{
	const struct testcase *c = &e->spec->cases[0];
	struct built built;
	struct outcome outcome;
	struct trace trace;

	(void)deep;
	if (!built_exercise(&built, e))
		return 1;
	run_case(&outcome, &built, e->spec, c->parameters, 2);
	trace_read(&trace, &outcome);
	printf("%s, case %s: %s\n\n", e->name, c->name, c->parameters);
	for (size_t i = 0; i < trace.count; i++) {
		const struct said *said = &trace.said[i];
		int line = build_line(&built, said->at, e->spec->file);

		printf("%c %s", said->kind, said->text);
		if (line)
			printf("%*s%s:%d",
			       (int)(40 - (strlen(said->text) < 40 ?
						   strlen(said->text) :
						   39)),
			       "", e->spec->file, line);
		putchar('\n');
	}
	if (outcome.out.len)
		printf("\nIt printed:\n%s\n", outcome.out.s);
	printf("\n(> is output, . an event of the ledger)\n");
	show_end(&built, e->spec, &trace);
	printf("Next:  ./lazy check %.2s\n", e->name);
	trace_free(&trace);
	outcome_free(&outcome);
	built_free(&built);
	return 0;
}

static void show_bar(const char *what, long bytes, long most)
{
	enum { WIDTH = 40 };
	int len = most ? (int)((double)bytes / (double)most * WIDTH + 0.5) : 0;

	printf("%s\n%12ld bytes |", what, bytes);
	for (int i = 0; i < len; i++)
		putchar('#');
	putchar('\n');
}

int student_mem(struct exercise *e, bool deep)
{
	struct built built;
	char *parameters[2];
	long peaks[2];

	(void)deep;
	if (!e->spec->grow) {
		tell("In %s, memory is not measured.\n"
		     "Next:  ./lazy check %.2s",
		     e->name, e->name);
		return 1;
	}
	if (!built_exercise(&built, e))
		return 1;
	parameters[0] = e->spec->grow;
	parameters[1] = times_ten(e->spec->grow);
	for (int i = 0; i < 2; i++) {
		struct outcome outcome;
		struct trace trace;

		run_case(&outcome, &built, e->spec, parameters[i], 10);
		trace_read(&trace, &outcome);
		peaks[i] = trace_done(&trace) ? trace_fact(&trace, "peak") : -1;
		trace_free(&trace);
		outcome_free(&outcome);
		if (peaks[i] < 0) {
			tell("With %s it does not get to its end.\n"
			     "Next:  ./lazy check %.2s",
			     parameters[i], e->name);
			return 1;
		}
	}
	printf("%s: the most memory in use at once\n\n", e->name);
	for (int i = 0; i < 2; i++)
		show_bar(parameters[i], peaks[i],
			 peaks[0] > peaks[1] ? peaks[0] : peaks[1]);
	tell("\nTen times as many items take %ld bytes more.\n"
	     "Next:  ./lazy check %.2s",
	     peaks[1] - peaks[0], e->name);
	free(parameters[1]);
	built_free(&built);
	return 0;
}
