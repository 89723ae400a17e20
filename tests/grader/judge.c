/* SPDX-License-Identifier: MIT */
/*
 * judge.c - which runs are made of a submission, and what they are compared with.
 *
 * The expected values are never where the submission runs: the reference is
 * another program, in another folder, and what it says is kept by the judge.
 */
#include "grader.h"

#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USUAL_MEMORY = 1 << 30, SAID = 4 << 20 };

/* Seconds of CPU that a case may take. */
static const double usual_cpu = 1;

void judged_outcome(struct outcome *outcome, const struct judged *j,
		    const struct built *built, const char *parameters,
		    double cpu)
{
	bool own = built == &j->program;
	char *copy = format_text("%s", parameters), *rest = copy;
	const char *argv[MAX_WORDS] = { "../program" };
	struct limits limits = {
		.cpu = cpu,
		.memory = j->spec->memory ? j->spec->memory : USUAL_MEMORY,
		.said = SAID,
		.jailed = own && j->how->jailed,
	};

	for (int n = 1; n < MAX_WORDS - 1 && rest; n++)
		argv[n] = strsep(&rest, " ");
	built_run(outcome, built, argv, &limits);
	free(copy);
}

void judged_run(struct trace *trace, const struct judged *j,
		const struct built *built, const char *parameters, double cpu)
{
	struct outcome outcome;

	judged_outcome(&outcome, j, built, parameters, cpu);
	trace_read(trace, &outcome);
	outcome_free(&outcome);
}

char *times_ten(const char *parameters)
{
	const char *at = strstr(parameters, "n=");
	long n = at ? strtol(at + 2, NULL, 10) : 0;

	if (!at || (at > parameters && at[-1] != ' '))
		errx(2, "\"%s\": grow needs n=", parameters);
	return format_text("%.*sn=%ld%s", (int)(at - parameters), parameters,
			   10 * n, at + 2 + strspn(at + 2, "0123456789"));
}

/* ---- What is wanted ---- */

static char *record(const struct spec *spec, const char *name)
{
	return format_text("%s/%s/wants/%s", layout.judges, spec->name, name);
}

/* What the reference said when it was recorded. */
static void read_record(struct trace *trace, const struct judged *j,
			const char *name)
{
	char *path = record(j->spec, name);
	struct outcome outcome = { 0 };

	if (!text_read(&outcome.trace, path))
		err(2, "%s", path);
	trace_read(trace, &outcome);
	outcome_free(&outcome);
	free(path);
}

static void want(struct judged *j)
{
	for (size_t n = 0; n < j->spec->ncases + j->spec->ngrow; n++) {
		const struct testcase *c = &j->spec->cases[n];

		if (j->how->solution)
			judged_run(&j->want[n], j, &j->reference, c->parameters,
				   10 * usual_cpu);
		else
			read_record(&j->want[n], j, c->name);
		if (!trace_done(&j->want[n]))
			errx(2,
			     "%s, case %s: the reference does not get to its "
			     "end",
			     j->spec->name, c->name);
	}
}

void judged_cost(struct counts *counts, const struct judged *j)
{
	struct trace trace;

	if (!j->how->solution) {
		read_record(&trace, j, "cost");
		counts->instructions =
			(double)trace_fact(&trace, "instructions");
		trace_free(&trace);
	} else if (!tools_callgrind(counts, &j->reference, j->spec->grow,
				    false)) {
		errx(2,
		     "%s, %s: the reference does not get to its end under "
		     "callgrind",
		     j->spec->name, j->spec->grow);
	}
}

/* ---- What is got ---- */

/* A program that does not come back costs its time in each case: two of them
 * will do, and one for a student; what was not run has not ended in time. */
enum { PATIENCE = 2 };

static void got_case(struct judged *j, struct trace *trace,
		     const char *parameters, double cpu, int *slow)
{
	struct outcome outcome = { .ending = SLOW };

	if (*slow < (layout.student ? 1 : PATIENCE))
		judged_outcome(&outcome, j, &j->program, parameters, cpu);
	else
		text_append(&outcome.trace, "", 0);
	*slow += outcome.ending == SLOW;
	trace_read(trace, &outcome);
	outcome_free(&outcome);
}

static void got(struct judged *j)
{
	size_t ncases = j->spec->ncases;
	int slow = 0;

	for (size_t n = 0; n < ncases + j->spec->ngrow; n++)
		got_case(j, &j->got[n], j->spec->cases[n].parameters,
			 usual_cpu * (n < ncases  ? 1 :
				      n == ncases ? 5 :
						    10),
			 &slow);
}

/* What a line of a comment says, between blanks and what makes it a comment. */
static const char *comment_words(const char *line, size_t *len)
{
	size_t lead = strspn(line, " \t*/");
	const char *words = line + (lead < *len ? lead : *len);

	*len -= (size_t)(words - line);
	while (*len && strchr(" \t\r*/", words[*len - 1]))
		(*len)--;
	return words;
}

/* "...", "?" and "TODO" hold the place of a prediction. */
static bool nothing_said(const char *s)
{
	while (*s && !isalnum((unsigned char)*s) && (unsigned char)*s < 0x80)
		s++;
	return !*s || !strncasecmp(s, "TODO", 4);
}

/* " * Prediction: they wake up twice" - what stands there, and in the lines below
 * up to an empty one or the end of the comment, if something does. */
static char *prediction(const char *source)
{
	static const char label[] = "Prediction:";
	const char *at = source ? strstr(source, label) : NULL, *end, *words;
	struct text text = { 0 };

	if (!at)
		return NULL;
	at += sizeof label - 1;
	end = strstr(at, "*/");
	end = end ? end : at + strlen(at);
	for (size_t n, len; at < end; at += len + 1) {
		n = len = strcspn(at, "\n");
		if (n > (size_t)(end - at))
			n = (size_t)(end - at);
		words = comment_words(at, &n);
		if (!n && text.len)
			break;
		if (n)
			text_add(&text, "%s%.*s", text.len ? " " : "", (int)n,
				 words);
	}
	if (text.s && !nothing_said(text.s))
		return text.s;
	text_free(&text);
	return NULL;
}

/* ---- Judging ---- */

static void one_check(struct judged *j, enum check check)
{
	struct result *result = &j->report->results[check];

	result->points = j->spec->rules[check].points;
	if (check != BUILD && check != STYLE && check != PREDICT &&
	    j->program.why) {
		result->verdict = SKIPPED;
		result->points = 0;
		result->what = format_text("waits for: build");
		return;
	}
	checks[check](j, result);
}

static void count_points(struct report *report, const struct spec *spec)
{
	report->of = spec_points(spec);
	for (int i = 0; i < CHECKS; i++) {
		if (report->refused || !report->complete)
			if (i != OUTPUT || report->refused)
				report->results[i].points = 0;
		report->points += report->results[i].points;
	}
}

static void prepare(struct judged *j, const char *file, const char *folder)
{
	char *work = format_text("%s/root/work", folder);
	char *reference = format_text("%s/reference", folder);

	if (j->how->solution) {
		build(&j->reference, j->spec, j->how->solution, reference,
		      true);
		if (j->reference.why)
			errx(2, "%s:\n%s", j->how->solution, j->reference.why);
	}
	build(&j->program, j->spec, file, work, j->how->trusting);
	j->report->refused = j->program.refused;
	text_read(&j->source, file);
	text_append(&j->source, "", 0);
	j->report->prediction = prediction(j->source.s);
	if (!j->program.why) {
		want(j);
		got(j);
	}
	free(work);
	free(reference);
}

static void dismiss(struct judged *j)
{
	for (size_t n = 0; n < j->spec->ncases + j->spec->ngrow; n++) {
		trace_free(&j->got[n]);
		trace_free(&j->want[n]);
	}
	text_free(&j->source);
	built_free(&j->program);
	built_free(&j->reference);
}

void judge(struct report *report, const struct spec *spec, const char *file,
	   const char *folder, const struct how *how,
	   void (*tell)(const struct report *report, enum check check))
{
	struct judged *j = calloc(1, sizeof *j);

	if (!j)
		err(2, "%s", file);
	*report = (struct report){ 0 };
	j->spec = spec;
	j->how = how;
	j->report = report;
	prepare(j, file, folder);
	for (int i = 0; i < CHECKS; i++) {
		if (!spec->rules[i].on)
			continue;
		one_check(j, (enum check)i);
		if (tell)
			tell(report, (enum check)i);
		if (how->first && report->results[i].verdict == FAILED)
			break;
	}
	count_points(report, spec);
	dismiss(j);
	free(j);
}

void report_free(struct report *report)
{
	for (int i = 0; i < CHECKS; i++)
		free(report->results[i].what);
	free(report->prediction);
}

/* ---- Recording ---- */

static void write_record(const char *into, const char *name,
			 const struct text *text)
{
	char *path = format_text("%s/%s", into, name);

	if (!text_write(text, path))
		err(2, "%s", path);
	free(path);
}

void judge_record(const struct spec *spec, const char *solution,
		  const char *folder, const char *into)
{
	struct how how = { .solution = solution };
	struct judged j = { .spec = spec, .how = &how };
	struct text cost = { 0 };
	struct outcome outcome;
	struct counts counts;

	build(&j.reference, spec, solution, folder, true);
	if (j.reference.why)
		errx(2, "%s:\n%s", solution, j.reference.why);
	for (size_t n = 0; n < spec->ncases + spec->ngrow; n++) {
		if (spec->cases[n].hidden)
			continue;
		judged_outcome(&outcome, &j, &j.reference,
			       spec->cases[n].parameters, 10 * usual_cpu);
		write_record(into, spec->cases[n].name, &outcome.trace);
		outcome_free(&outcome);
	}
	if (spec->rules[COST].on) {
		if (!tools_have("valgrind"))
			errx(2, "recording needs Valgrind");
		judged_cost(&counts, &j);
		text_add(&cost, "= instructions %.0f\n= done 1\n",
			 counts.instructions);
		write_record(into, "cost", &cost);
		text_free(&cost);
	}
	built_free(&j.reference);
}
