/* SPDX-License-Identifier: MIT */
/*
 * checks.c - one function for each check.
 *
 * What each compares has been run before, but for what needs Valgrind and the
 * ladder of failing allocations, which run here.
 */
#include "grader.h"

#include <ctype.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { LONGEST_FUNCTION = 40, MOST_RUNGS = 200, WATCHED = 5 };

/* How often a program may allocate: so often, and so many times the reference. */
enum { FEW_CALLS = 100, TIMES_USUAL = 10 };

static const char without_valgrind[] = "not checked: needs Valgrind";
static const char without_format[] = "not checked: needs clang-format";
static const char without_config[] = "not checked: needs .clang-format";
static const char without_end[] =
	"not checked: clang-format did not get to its end";

static void fail(struct result *result, char *what)
{
	if (result->verdict != FAILED)
		result->what = what;
	else
		free(what);
	result->verdict = FAILED;
	result->points = 0;
}

/* What is wrong in a case, which is then said first.  Takes what; NULL: nothing. */
static char *in_case(const struct testcase *c, char *what)
{
	char *all = what ? format_text("case %s (%s): %s", c->name,
				       c->parameters, what) :
			   NULL;

	free(what);
	return all;
}

/* Not checked is not passed: it has no points. */
static void skip(struct result *result, const char *why)
{
	result->verdict = SKIPPED;
	result->points = 0;
	result->what = format_text("%s", why);
}

static void check_build(struct judged *j, struct result *result)
{
	const char *next = j->program.refused ?
				   "take it out: the README says what may be "
				   "used" :
				   "mend the first message: others may follow "
				   "from it";

	if (!j->program.why)
		return;
	fail(result, format_text("%s\n%s", j->program.why, next));
}

/* What is wrong with a case; of grow, peak, slope and cost tell that it did not
 * get to its end, and these look for what it did not do on its way. */
static char *wrong(const struct judged *j, size_t n, bool only_output)
{
	if (trace_done(&j->got[n]))
		return explain_difference(j, n, only_output);
	return n < j->spec->ncases ? explain_end(j, n) : NULL;
}

/* Compare case by case: points for those that agree.  Each of the two runs of
 * grow that does not costs as much as a case. */
static void compare(struct judged *j, struct result *result, bool only_output)
{
	const struct spec *spec = j->spec;
	double points = result->points;
	bool slow = false;
	size_t bad = 0;

	for (size_t n = 0; n < spec->ncases + spec->ngrow; n++) {
		char *what = wrong(j, n, only_output);

		if (!what)
			continue;
		bad++;
		slow |= j->got[n].ending == SLOW;
		if (result->verdict != FAILED)
			result->hidden = spec->cases[n].hidden;
		if (only_output && !spec->cases[n].hidden)
			j->report->complete = false;
		fail(result, what);
	}
	if (bad > spec->ncases)
		bad = spec->ncases;
	result->points = slow ? 0 :
				points * (double)(spec->ncases - bad) /
					 (double)spec->ncases;
}

static void check_output(struct judged *j, struct result *result)
{
	j->report->complete = true;
	compare(j, result, true);
}

static void check_ledger(struct judged *j, struct result *result)
{
	compare(j, result, false);
}

/* Points along the line between two bounds. */
static double along(const struct rule *rule, double x)
{
	double part = (rule->none - x) / (rule->none - rule->full);

	return rule->points * (part < 0 ? 0 : part > 1 ? 1 : part);
}

static void measure(const struct judged *j, struct result *result,
		    enum check check, double x, const char *what,
		    const char *next)
{
	const struct rule *rule = &j->spec->rules[check];

	if (x <= rule->full)
		return;
	fail(result, format_text("%s: %.0f bytes; full points up to %.0f, none "
				 "from %.0f on\n%s",
				 what, x, rule->full, rule->none, next));
	result->points = along(rule, x);
}

/* What was measured: grow; or, from 1 on, ten times that. */
static const struct trace *grown(const struct judged *j, size_t ten)
{
	return &j->got[j->spec->ncases + ten];
}

/* Was it measured?  Both runs of grow, or one. */
static bool measured(const struct judged *j, struct result *result, bool both)
{
	if (trace_done(grown(j, 0)) && (!both || trace_done(grown(j, 1))))
		return true;
	fail(result,
	     format_text("%s%s: it did not get to its end", j->spec->grow,
			 both ? ", and ten times that" : ""));
	return false;
}

/* The heap is what is measured; what is static is in use all the time.  A few
 * variables are another mistake than one of memory. */
static void check_peak(struct judged *j, struct result *result)
{
	enum { FEW = 256 };
	size_t fixed = j->program.fixed > FEW ? j->program.fixed : 0;
	double peak = (double)trace_fact(grown(j, 0), "peak") + (double)fixed;
	char *what;

	if (!measured(j, result, false))
		return;
	what = fixed ? format_text("with %s, the most memory in use at once, "
				   "%zu bytes of it static",
				   j->spec->grow, fixed) :
		       format_text("with %s, the most memory in use at once",
				   j->spec->grow);
	measure(j, result, PEAK, peak, what,
		"what is kept that is not needed for the next item?");
	free(what);
}

static void check_slope(struct judged *j, struct result *result)
{
	double small = (double)trace_fact(grown(j, 0), "peak");
	double large = (double)trace_fact(grown(j, 1), "peak");

	if (!measured(j, result, true))
		return;
	measure(j, result, SLOPE, large - small,
		"ten times as many items take more memory",
		"what grows with the number of items?");
}

/* The library's counter is in the program's hands: callgrind's is not. */
static void witness(struct judged *j, struct result *result)
{
	const struct testcase *c = &j->spec->cases[0];
	struct counts got, want;

	if (!tools_have("valgrind")) {
		skip(result, without_valgrind);
		return;
	}
	if (!tools_callgrind(&want, &j->reference, c->parameters, false))
		errx(2,
		     "%s, case %s: the reference does not get to its end "
		     "under callgrind",
		     j->spec->name, c->name);
	if (!tools_callgrind(&got, &j->program, c->parameters, j->how->jailed))
		fail(result, format_text("case %s: under callgrind it did not "
					 "get to its end",
					 c->name));
	else if (got.resumes != want.resumes)
		fail(result,
		     format_text("case %s: callgrind saw %ld resumptions, "
				 "wanted %ld\nthe library's own counter "
				 "said otherwise",
				 c->name, got.resumes, want.resumes));
}

static char *counted(long got, long want)
{
	return format_text("generators were resumed %ld times, wanted %ld\n%s",
			   got, want,
			   got > want ? "which of them was asked though the "
					"answer was known?" :
					"which of them was not asked to its "
					"end?");
}

static void check_resumes(struct judged *j, struct result *result)
{
	for (size_t n = 0; n < j->spec->ncases; n++) {
		const struct testcase *c = &j->spec->cases[n];
		long got = trace_fact(&j->got[n], "resumes");
		long want = trace_fact(&j->want[n], "resumes");

		if (got == want)
			continue;
		if (result->verdict != FAILED)
			result->hidden = c->hidden;
		fail(result, trace_done(&j->got[n]) ?
				     in_case(c, counted(got, want)) :
				     explain_end(j, n));
	}
	/* In a student's tree nobody is there to be compared with. */
	if (result->verdict != FAILED && j->how->deep && j->reference.program)
		witness(j, result);
}

static char *left_behind(const struct judged *j, const struct trace *got)
{
	long blocks = trace_fact(got, "blocks"),
	     files = trace_fact(got, "files");
	char *place, *what;

	if (blocks > 0) {
		place = explain_place(j, trace_fact_at(got, "blocks"));
		what = format_text(
			"what is never freed: %ld bytes in %ld block%s%s\n"
			"who owns it, and on which way out is that forgotten?",
			trace_fact(got, "live"), blocks, blocks > 1 ? "s" : "",
			place);
		free(place);
		return what;
	}
	if (files > 0)
		return format_text(
			"what is never closed: %ld file%s\non which way out "
			"of your function?",
			files, files > 1 ? "s" : "");
	return NULL;
}

static void check_leaks(struct judged *j, struct result *result)
{
	const struct spec *spec = j->spec;
	bool have = j->how->deep && tools_have("valgrind");

	for (size_t n = 0; n < spec->ncases; n++) {
		const struct testcase *c = &spec->cases[n];
		char *what;

		if (!trace_done(&j->got[n]))
			what = explain_end(j, n);
		else
			what = in_case(c, left_behind(j, &j->got[n]));
		if (!what && have && result->verdict != FAILED)
			what = in_case(c, tools_memcheck(&j->program, spec,
							 c->parameters,
							 j->how->jailed));
		if (!what)
			continue;
		if (result->verdict != FAILED)
			result->hidden = c->hidden;
		fail(result, what);
	}
	if (result->verdict != FAILED && j->how->deep && !have)
		skip(result, without_valgrind);
}

static void check_races(struct judged *j, struct result *result)
{
	const struct spec *spec = j->spec;
	const char *missing = !j->how->deep           ? "runs with --deep" :
			      !tools_have("valgrind") ? without_valgrind :
							NULL;

	if (missing) {
		skip(result, missing);
		return;
	}
	/* Hidden ones have other numbers, and the same threads; and forty of a
	 * class are to be graded in five minutes. */
	for (size_t n = 0, left = WATCHED; n < spec->ncases && left; n++) {
		const struct testcase *c = &spec->cases[n];
		char *what;

		if (c->hidden)
			continue;
		left--;
		/* Under Valgrind, what hangs does so for much longer. */
		if (!trace_done(&j->got[n]))
			what = explain_end(j, n);
		else
			what = in_case(c, tools_helgrind(&j->program, spec,
							 c->parameters,
							 j->how->jailed));
		if (what) {
			fail(result, what);
			return;
		}
	}
}

/* One rung of the ladder: the k-th allocation fails.  The program must come to
 * its end, leave nothing behind, and either say an error or be none the worse;
 * what it says before is what it says without. */
static char *rung(struct judged *j, size_t n, const char *parameters,
		  char **failed_at)
{
	struct trace got;
	const struct trace *want = &j->want[n];
	char *what = NULL, *place;
	bool error = false;
	size_t at = 0, i = 0;
	const struct said *a, *b;

	judged_run(&got, j, &j->program, parameters, 1);
	*failed_at = explain_place(j, trace_fact_at(&got, "calls"));
	if (!trace_done(&got)) {
		place = explain_place(j, trace_fact_at(&got, "signal"));
		what = format_text("the program does not survive it%s", place);
		free(place);
	} else {
		what = left_behind(j, &got);
	}
	while (!what && !error && (a = trace_next(&got, &i, true))) {
		error = !strncmp(a->text, "error ", 6);
		b = trace_next(want, &at, true);
		if (!error && (!b || !trace_same(a, b)))
			what = format_text("it says \"%.60s\" and no error",
					   a->text);
	}
	if (!what && !error && trace_next(want, &at, true))
		what = format_text("items are missing, and no error is told");
	trace_free(&got);
	return what;
}

/* All rungs of a case; of a case with many, a few on the whole way up.  False: one
 * of them broke. */
static bool climb(struct judged *j, struct result *result, size_t n)
{
	const struct testcase *c = &j->spec->cases[n];
	long calls = trace_fact(&j->got[n], "calls");

	for (long k = 1; k <= calls; k += 1 + calls / MOST_RUNGS) {
		char *parameters = format_text("%s fail=%ld", c->parameters, k);
		char *place, *what = rung(j, n, parameters, &place);

		if (what)
			fail(result, format_text("case %s (%s), allocation %ld "
						 "fails%s:\n%s",
						 c->name, c->parameters, k,
						 place, what));
		free(parameters);
		free(place);
		free(what);
		if (result->verdict == FAILED)
			return false;
	}
	return true;
}

static void check_faults(struct judged *j, struct result *result)
{
	const struct spec *spec = j->spec;

	if (!j->how->deep) {
		skip(result, "runs with --deep");
		return;
	}
	for (size_t n = 0; n < spec->ncases; n++) {
		long calls = trace_fact(&j->got[n], "calls");
		long usual = trace_fact(&j->want[n], "calls");

		if (spec->cases[n].hidden)
			continue;
		/* It has no rungs that anybody has counted. */
		if (!trace_done(&j->got[n])) {
			fail(result, explain_end(j, n));
			return;
		}
		/* Each is a run: who allocates without end is not followed. */
		if (calls > FEW_CALLS + TIMES_USUAL * usual) {
			fail(result,
			     in_case(&spec->cases[n],
				     format_text("it allocates %ld times, the "
						 "reference %ld times\nwhat "
						 "could be allocated once?",
						 calls, usual)));
			return;
		}
		if (!climb(j, result, n))
			return;
	}
}

static void check_cost(struct judged *j, struct result *result)
{
	const struct rule *rule = &j->spec->rules[COST];
	struct counts got, want;
	double ratio;

	if (!j->how->deep) {
		skip(result, "runs with --deep");
		return;
	}
	/* Under Valgrind, what hangs does so for much longer. */
	if (!measured(j, result, true))
		return;
	if (!tools_have("valgrind")) {
		skip(result, without_valgrind);
		return;
	}
	judged_cost(&want, j);
	if (!tools_callgrind(&got, &j->program, j->spec->grow,
			     j->how->jailed)) {
		fail(result,
		     format_text("%s: under callgrind it did not get to "
				 "its end",
				 j->spec->grow));
		return;
	}
	ratio = got.instructions / want.instructions;
	if (ratio <= rule->full)
		return;
	fail(result,
	     format_text("with %s it takes %.2f times as many "
			 "instructions as the reference; full points up "
			 "to %.2f, none from %.2f on\nwhat is done for "
			 "each item that could be done once?",
			 j->spec->grow, ratio, rule->full, rule->none));
	result->points = along(rule, ratio);
}

static void check_format(struct judged *j, struct result *result)
{
	char *config = realpath(".clang-format", NULL);
	char *style = format_text("--style=file:%s", config ? config : "");
	const char *argv[] = { "clang-format", "--dry-run",   "-Werror",
			       style,          j->spec->file, NULL };
	struct limits limits = { .cpu = 10,
				 .memory = (size_t)4 << 30,
				 .said = 1 << 16 };
	struct outcome outcome;
	char *at;

	if (!config || !tools_have("clang-format")) {
		skip(result, config ? without_format : without_config);
		goto done;
	}
	run(&outcome, j->program.folder, argv, &limits);
	if (outcome.ending != ENDED || !WIFEXITED(outcome.status)) {
		skip(result, without_end);
	} else if (WEXITSTATUS(outcome.status)) {
		at = strchr(outcome.out.s, '\n');
		fail(result,
		     format_text("%.*s\ntype  clang-format -i %s/%s",
				 at ? (int)(at - outcome.out.s) : 0,
				 outcome.out.s, j->spec->name, j->spec->file));
	}
	outcome_free(&outcome);
done:
	free(style);
	free(config);
}

static void check_style(struct judged *j, struct result *result)
{
	int line = 0, longest = inspect_longest(j->source.s, &line);
	int off = inspect_unformatted(j->source.s);

	if (longest > LONGEST_FUNCTION)
		fail(result,
		     format_text("%s:%d: a function of %d lines; at most "
				 "%d\nwhich part of it has a name?",
				 j->spec->file, line, longest,
				 LONGEST_FUNCTION));
	else if (off)
		fail(result,
		     format_text("%s:%d: clang-format is switched off\n"
				 "take that out: all of it is formatted",
				 j->spec->file, off));
	else
		check_format(j, result);
}

static void check_predict(struct judged *j, struct result *result)
{
	if (!j->report->prediction)
		fail(result,
		     format_text("%s: the line \"Prediction:\" at its top "
				 "is empty\nwrite what you expected; it "
				 "need not be right",
				 j->spec->file));
}

void (*const checks[CHECKS])(struct judged *j, struct result *result) = {
	[BUILD] = check_build,   [OUTPUT] = check_output,
	[LEDGER] = check_ledger, [PEAK] = check_peak,
	[SLOPE] = check_slope,   [RESUMES] = check_resumes,
	[LEAKS] = check_leaks,   [RACES] = check_races,
	[FAULTS] = check_faults, [COST] = check_cost,
	[STYLE] = check_style,   [PREDICT] = check_predict,
};
