/* SPDX-License-Identifier: MIT */
/*
 * main.c - the grader's commands, of the project.
 *
 *	lazy-judge prove NN-name            is an assignment fit to be given out?
 *	lazy-judge prove NN-name sample     with one mutant, and no tools
 *	lazy-judge prove NN-name solution   without any, by all tools
 *	lazy-judge forgeries [inspected]    does cheating pay?
 *	lazy-judge try NN-name FILE         all checks of one file
 *	lazy-judge record NN-name FOLDER    what the solution says, for starters
 *	lazy-judge grade NN-name SUB OUT    all submissions of a folder
 *	lazy-judge jobs NN-name SUB OUT     commands that do the same elsewhere
 *	lazy-judge one NN-name FILE OUT     one of them
 *	lazy-judge class NN-name SUB OUT    reports of what came of them
 *	lazy-judge gradescope NN-name FILE results.json
 */
#include "class.h"
#include "grader.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void tell(const struct report *report, enum check check)
{
	static const char *const words[] = { "ok", "FAIL", "skip" };
	const struct result *result = &report->results[check];
	char *rest = result->what, *line;

	printf("%-4s %-8s %.2f\n", words[result->verdict], check_names[check],
	       result->points);
	while ((line = next_line(&rest)))
		printf("     %s\n", line);
	fflush(stdout);
}

static int try(const char *name, const char *file)
{
	struct spec *spec = spec_read(name, 1);
	char *solution = format_text("%s/%s/solution.c", layout.judges, name);
	struct how how = { .deep = true, .jailed = true, .solution = solution };
	struct report report;

	judge(&report, spec, file, jail_make(), &how, tell);
	printf("%.2f of %.2f points\n", report.points, report.of);
	report_free(&report);
	spec_free(spec);
	free(solution);
	return 0;
}

static int record(const char *name, const char *into)
{
	struct spec *spec = spec_read(name, 1);
	char *solution = format_text("%s/%s/solution.c", layout.judges, name);
	char *folder = format_text("%s/reference", jail_make());

	judge_record(spec, solution, folder, into);
	spec_free(spec);
	free(solution);
	free(folder);
	return 0;
}

/* The teacher's verbs; -1: it is none of them. */
static int teach(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if ((argc == 5 || argc == 6) && !strcmp(verb, "one"))
		return one(argv[2], argv[3], argv[4], argv[5]);
	if (argc == 5 && !strcmp(verb, "grade") && geteuid() == 0)
		warnx("grading as root: what gets through a wall can do "
		      "anything; better as a user who owns nothing");
	if (argc == 5 && !strcmp(verb, "grade"))
		return class_grade(argv[2], argv[3], argv[4]);
	if (argc == 5 && !strcmp(verb, "jobs"))
		return class_jobs(argv[2], argv[3], argv[4]);
	if (argc == 5 && !strcmp(verb, "class"))
		return class_merge(argv[2], argv[3], argv[4]);
	if (argc == 5 && !strcmp(verb, "gradescope"))
		return one_gradescope(argv[2], argv[3], argv[4]);
	return -1;
}

int main(int argc, char **argv)
{
	int status;

	layout_find();
	status = teach(argc, argv);
	if (status >= 0)
		return status;
	if (argc == 4 && !strcmp(argv[1], "try"))
		return try(argv[2], argv[3]);
	if (argc == 4 && !strcmp(argv[1], "record"))
		return record(argv[2], argv[3]);
	if (argc >= 2 && !strcmp(argv[1], "forgeries"))
		return prove_forgeries(jail_make(), argc == 2) != 0;
	if (argc == 3 && !strcmp(argv[1], "prove"))
		return prove(argv[2], jail_make(), true, MAX_WORDS) != 0;
	if (argc == 4 && !strcmp(argv[1], "prove")) {
		if (!strcmp(argv[3], "sample"))
			return prove(argv[2], jail_make(), false, 1) != 0;
		if (!strcmp(argv[3], "solution"))
			return prove(argv[2], jail_make(), true, 0) != 0;
	}
	errx(2, "lazy-judge prove NN-name [sample | solution], or try NN-name "
		"FILE");
}
