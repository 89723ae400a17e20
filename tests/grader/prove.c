/* SPDX-License-Identifier: MIT */
/*
 * prove.c - is an assignment fit to be given out?
 *
 * A grader is a program, too, and is graded here.  A mutant is a plausible wrong
 * solution, kept as a patch of the right one.  Before the patch it says which
 * check must catch it, and which others fail for the same reason:
 *
 *	Must fail: ledger; then: peak slope
 *
 * The first to fail, in the order of the checks, must be that one; and nothing
 * else may fail that is not listed.
 */
#include "grader.h"

#include <err.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int number, failures;

static void say(const char *name, const char *what, char *why)
{
	printf("%sok %d - %s: %s\n", why ? "not " : "", ++number, name, what);
	if (why) {
		failures++;
		for (char *rest = why, *line; (line = next_line(&rest));)
			printf("# %s\n", line);
	}
	free(why);
}

/* "ledger: what it said" for each check that failed. */
static char *failed_list(const struct report *report)
{
	struct text text = { 0 };

	text_append(&text, "", 0);
	for (int i = 0; i < CHECKS; i++)
		if (report->results[i].verdict == FAILED)
			text_add(&text, "%s: %s\n", check_names[i],
				 report->results[i].what);
	return text.s;
}

static void judge_file(struct report *report, const struct spec *spec,
		       const char *file, const char *folder, bool deep)
{
	struct how how = { .deep = deep, .jailed = true };
	char *solution =
		format_text("%s/%s/solution.c", layout.judges, spec->name);

	how.solution = solution;
	judge(report, spec, file, folder, &how, NULL);
	free(solution);
}

static void prove_starter(const struct spec *spec, const char *folder)
{
	char *file = format_text("%s/%s/%s", layout.starters, spec->name,
				 spec->file);
	struct report report;
	char *why = NULL;

	judge_file(&report, spec, file, folder, false);
	if (report.results[BUILD].verdict == FAILED)
		why = format_text("%s", report.results[BUILD].what);
	else if (report.results[OUTPUT].verdict != FAILED)
		why = format_text("its output is right");
	else if (report.prediction)
		why = format_text("its prediction is made");
	else if (report.points > 0)
		why = format_text("it has %.2f points", report.points);
	say(spec->name, "the starter builds, and fails", why);
	report_free(&report);
	free(file);
}

static void prove_solution(const struct spec *spec, const char *folder,
			   bool deep)
{
	char *file = format_text("%s/%s/solution.c", layout.judges, spec->name);
	struct report report;
	char *why = NULL;

	judge_file(&report, spec, file, folder, deep);
	for (int i = 0; i < CHECKS && !why; i++)
		if (report.results[i].verdict == FAILED)
			why = failed_list(&report);
	if (!why && deep && report.points < report.of)
		why = format_text("%.2f of %.2f points", report.points,
				  report.of);
	say(spec->name, "the solution has full marks", why);
	report_free(&report);
	free(file);
}

/* Is check number i in the list that follows label in the first comment? */
static bool expected(const char *source, const char *label, int i)
{
	const char *at = strstr(source, label), *end;
	size_t len = strlen(check_names[i]);

	if (!at)
		return false;
	at += strlen(label);
	end = at + strcspn(at, ";\n");
	for (; (at = strstr(at, check_names[i])) && at < end; at += len)
		if (at[-1] == ' ' && strchr(" ;\n", at[len]))
			return true;
	return false;
}

static bool is_deep(int i)
{
	return i == RACES || i == FAULTS || i == COST;
}

static char *judge_mutant(const struct report *report, const char *source,
			  bool deep)
{
	bool first = true, named = false;

	for (int i = 0; i < CHECKS; i++) {
		bool must = expected(source, "Must fail:", i);
		bool may = expected(source, "then:", i);
		bool failed = report->results[i].verdict == FAILED;

		if (must && !failed && (deep || !is_deep(i)))
			return format_text("%s does not catch it; what fails:\n"
					   "%s",
					   check_names[i], failed_list(report));
		if (failed && !must && (first || !may))
			return format_text(
				"%s fails, which is not listed%s\n%s",
				check_names[i], first && may ? " first" : "",
				failed_list(report));
		if (may && !failed && deep &&
		    report->results[i].verdict != SKIPPED)
			return format_text("%s is listed and does not fail",
					   check_names[i]);
		first &= !failed;
		named |= must;
	}
	return named ? NULL :
		       format_text("it names no check: \"Must fail: output\"");
}

/* Write the solution with a patch applied into file; NULL, or why it does not
 * fit. */
static char *apply(const struct spec *spec, const char *patch, const char *file)
{
	char *solution =
		format_text("%s/%s/solution.c", layout.judges, spec->name);
	char *says = format_text("%s.said", file), *why = NULL;
	char *command = format_text("patch -fsr - -o '%s' '%s' '%s' >'%s' 2>&1",
				    file, solution, patch, says);
	struct text said = { 0 };
	int status = system(command);

	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		errx(2, "patch is missing: package patch");
	text_append(&said, "", 0);
	text_read(&said, says);
	if (status)
		why = format_text("it does not fit solution.c: make it again, "
				  "with diff -U2\n%s",
				  said.s);
	text_free(&said);
	free(solution);
	free(command);
	free(says);
	return why;
}

/* NULL: it is caught as it says. */
static char *catch_mutant(const struct spec *spec, const char *patch,
			  const char *folder, bool deep)
{
	char *file = format_text("%s/mutant.c", folder);
	char *why = apply(spec, patch, file);
	struct text text = { 0 };
	struct report report;

	if (!why) {
		if (!text_read(&text, patch))
			err(2, "%s", patch);
		judge_file(&report, spec, file, folder, deep);
		why = judge_mutant(&report, text.s, deep);
		report_free(&report);
		text_free(&text);
	}
	free(file);
	return why;
}

static void prove_mutant(const struct spec *spec, const char *patch,
			 const char *folder, bool deep)
{
	const char *name = strrchr(patch, '/') + 1;
	char *what = format_text("mutant %.*s is caught",
				 (int)strcspn(name, "."), name);

	say(spec->name, what, catch_mutant(spec, patch, folder, deep));
	free(what);
}

static void prove_papers(const struct spec *spec)
{
	static const char *const papers[] = { "README.md", "hints" };
	struct text text = { 0 };
	char *why = NULL;
	int levels = 1;

	for (size_t i = 0; i < 2 && !why; i++) {
		char *path = format_text("%s/%s/%s", layout.starters,
					 spec->name, papers[i]);

		text_free(&text);
		if (!text_read(&text, path))
			why = format_text("%s is missing", path);
		free(path);
	}
	for (char *at = text.s; !why && (at = strstr(at, "\n--\n")); at++)
		levels++;
	if (!why && levels != 3)
		why = format_text("%d levels of hints", levels);
	say(spec->name, "it has a README, and three hints", why);
	text_free(&text);
}

/* Without one, the answers that were recorded for students are a solution. */
static void prove_hidden(const struct spec *spec)
{
	bool any = false;

	for (size_t n = 0; n < spec->ncases; n++)
		any |= spec->cases[n].hidden;
	say(spec->name, "it has a hidden case",
	    any ? NULL :
		  format_text("add to %s/%s/spec a line as  hidden many "
			      "n=1..100",
			      layout.judges, spec->name));
}

/* ---- Is the README's transcript what the solution says? ---- */

/* "    > text" is output, "    [text]" an event; true: this line is one. */
static bool transcribed(const char *line, struct said *said)
{
	size_t len = strlen(line);

	if (!strncmp(line, "    > ", 6))
		*said = (struct said){ '>', line + 6, 0 };
	else if (!strncmp(line, "    [", 5) && line[len - 1] == ']')
		*said = (struct said){ '.', line + 5, 0 };
	else
		return false;
	return true;
}

/* The first such lines in a row; each event's ] is cut off. */
static size_t read_transcript(char *readme, struct said *lines, size_t most)
{
	size_t n = 0;
	char *line;

	while (n < most && (line = next_line(&readme))) {
		if (!transcribed(line, &lines[n])) {
			if (n)
				break;
			continue;
		}
		if (lines[n].kind == '.')
			line[strlen(line) - 1] = 0;
		n++;
	}
	return n;
}

static bool says_in_a_row(const struct trace *trace, const struct said *lines,
			  size_t count)
{
	bool only_output = true;

	for (size_t i = 0; i < count; i++)
		only_output &= lines[i].kind == '>';
	for (size_t from = 0; from < trace->count; from++) {
		size_t at = from, n = 0;
		const struct said *said;

		while (n < count &&
		       (said = trace_next(trace, &at, only_output)) &&
		       trace_same(&lines[n], said))
			n++;
		if (n == count)
			return true;
	}
	return false;
}

static char *find_transcript(struct judged *j, const struct said *lines,
			     size_t count)
{
	for (size_t n = 0; n < j->spec->ncases; n++) {
		struct trace trace;
		bool found;

		if (j->spec->cases[n].hidden)
			continue;
		judged_run(&trace, j, &j->reference,
			   j->spec->cases[n].parameters, 10);
		found = says_in_a_row(&trace, lines, count);
		trace_free(&trace);
		if (found)
			return NULL;
	}
	return format_text("no visible case says the %zu lines from \"%s\" on",
			   count, lines[0].text);
}

static void prove_transcript(const struct spec *spec, const char *folder)
{
	enum { MOST = 32 };
	char *path =
		format_text("%s/%s/README.md", layout.starters, spec->name);
	char *solution =
		format_text("%s/%s/solution.c", layout.judges, spec->name);
	char *reference = format_text("%s/reference", folder), *why;
	struct how how = { .solution = solution };
	struct judged j = { .spec = spec, .how = &how };
	struct said lines[MOST];
	struct text readme = { 0 };
	size_t count = 0;

	build(&j.reference, spec, solution, reference, true);
	if (!j.reference.why && text_read(&readme, path))
		count = read_transcript(readme.s, lines, MOST);
	why = count ? find_transcript(&j, lines, count) :
		      format_text("%s has none", path);
	say(spec->name, "its README's transcript is fresh", why);
	built_free(&j.reference);
	text_free(&readme);
	free(path);
	free(solution);
	free(reference);
}

int prove(const char *name, const char *folder, bool deep, int mutants)
{
	struct spec *spec = spec_read(name, 1);
	char *pattern =
		format_text("%s/%s/mutants/*.patch", layout.judges, name);
	glob_t files = { 0 };

	prove_papers(spec);
	prove_hidden(spec);
	prove_transcript(spec, folder);
	prove_starter(spec, folder);
	prove_solution(spec, folder, deep);
	glob(pattern, 0, NULL, &files);
	say(name, "it has three mutants",
	    files.gl_pathc < 3 ? format_text("there are %zu in %s: write more",
					     files.gl_pathc, pattern) :
				 NULL);
	for (size_t i = 0; i < files.gl_pathc && mutants-- > 0; i++)
		prove_mutant(spec, files.gl_pathv[i], folder, deep);
	globfree(&files);
	free(pattern);
	spec_free(spec);
	printf("1..%d\n", number);
	return failures;
}

/* ---- Forgeries ---- */

/* The assignment that they claim to solve. */
static const char forged[] = "06-fibonacci";

/* Does what is said of it show hidden cases, or that they are there?  In spec
 * they stand behind this word. */
static char *shown(const struct report *report)
{
	for (int i = 0; i < CHECKS; i++) {
		const char *what = report->results[i].what;

		if (what && strstr(what, "hidden "))
			return format_text("it is told %s", what);
	}
	return NULL;
}

/* What a forgery may have left: processes of ours, files beside its folder. */
static char *harm(void)
{
	glob_t found = { 0 };
	char *what = NULL;

	if (glob("/tmp/lazy-c-forged*", 0, NULL, &found) == 0)
		what = format_text("it left %s", found.gl_pathv[0]);
	globfree(&found);
	if (!what && waitpid(-1, NULL, WNOHANG) >= 0)
		what = format_text("it left a process");
	return what;
}

static void forge(struct report *report, const struct spec *spec,
		  const char *file, const char *folder, bool trusting)
{
	char *solution =
		format_text("%s/%s/solution.c", layout.judges, spec->name);
	struct how how = { .jailed = true,
			   .trusting = trusting,
			   .solution = solution };

	judge(report, spec, file, folder, &how, NULL);
	free(solution);
}

/* Has it no points, and done no harm? */
static char *gains(const struct spec *spec, const char *file,
		   const char *folder, bool trusting)
{
	struct report report;
	char *why;

	forge(&report, spec, file, folder, trusting);
	why = report.points > 0 ?
		      format_text("it has %.2f points", report.points) :
		      shown(&report);
	report_free(&report);
	return why ? why : harm();
}

/* Is it built, or not, as wanted? */
static char *builds(const struct spec *spec, const char *file,
		    const char *folder, bool trusting)
{
	struct report report;
	char *why = NULL;
	bool built;

	forge(&report, spec, file, folder, trusting);
	built = report.results[BUILD].verdict == PASSED;
	if (built && !trusting)
		why = format_text("it is built");
	else if (!built && trusting)
		why = format_text("it is not built: %s",
				  report.results[BUILD].what);
	report_free(&report);
	return why ? why : harm();
}

static bool says(const struct text *text, const char *label)
{
	char *line = format_text("\n * %s: ", label);
	bool is = strstr(text->s, line);

	free(line);
	return is;
}

/* Most may be run without an inspection: the jail, and what the driver says, must
 * do.  Not so where only the inspection forbids what they do: it must not build
 * them, and is the only one that does not; or where the compiler does not. */
static void prove_forgery(const struct spec *spec, const char *file,
			  const char *folder, bool uninspected)
{
	const char *name = strrchr(file, '/') + 1;
	struct text text = { 0 };
	bool refused;

	if (!text_read(&text, file))
		err(2, "%s", file);
	refused = says(&text, "Inspected only") || says(&text, "Not built");
	uninspected &= !says(&text, "Not built");
	if (refused) {
		say(name, "is not built", builds(spec, file, folder, false));
		if (uninspected)
			say(name, "but for the inspection",
			    builds(spec, file, folder, true));
	} else {
		say(name, "has no points, and does no harm",
		    gains(spec, file, folder, false));
		if (uninspected)
			say(name, "nor without an inspection",
			    gains(spec, file, folder, true));
	}
	text_free(&text);
}

int prove_forgeries(const char *folder, bool uninspected)
{
	struct spec *spec = spec_read(forged, 1);
	char *pattern = format_text("%s/forgeries/*.c", layout.grader);
	glob_t files = { 0 };

	/* Without walls, too, they would do what they are made for. */
	if (uninspected && jail_missing())
		fprintf(stderr, "all are inspected: this machine has no %s\n",
			jail_missing());
	uninspected &= !jail_missing();
	glob(pattern, 0, NULL, &files);
	for (size_t i = 0; i < files.gl_pathc; i++)
		prove_forgery(spec, files.gl_pathv[i], folder, uninspected);
	globfree(&files);
	free(pattern);
	spec_free(spec);
	printf("1..%d\n", number);
	return failures;
}
