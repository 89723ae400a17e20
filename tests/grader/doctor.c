/* SPDX-License-Identifier: MIT */
/*
 * doctor.c - ./lazy doctor: is all here that the other verbs need?
 *
 * It looks for programs where they are looked for when they are called, for the
 * files that come with the course, and in the end it builds one and runs it.
 */
#include "grader.h"
#include "student.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int look_for_tools(void)
{
	enum { REQUIRED = 10 };
	static const char *const tools[][2] = {
		{ "gcc", "compiles" },
		{ "make", "builds the library" },
		{ "readelf", "looks into what was compiled: package binutils" },
		{ "objdump", "does so, too: package binutils" },
		{ "addr2line", "says which line: package binutils" },
		{ "diff", "shows what you have changed: package diffutils" },
		{ "tar", "packs what is handed in" },
		{ "gzip", "packs it, too" },
		{ "mv", "puts it in its place: package coreutils" },
		{ "sha256sum", "says its checksum: package coreutils" },
		{ "valgrind", "check --deep; without it less is checked" },
		{ "clang-format",
		  "the check style; without it less is checked" },
	};
	int missing = 0;

	for (int i = 0; i < (int)(sizeof tools / sizeof *tools); i++) {
		bool have = tools_have(tools[i][0]);

		printf("%-8s %-13s %s\n", have ? "here" : "MISSING",
		       tools[i][0], tools[i][1]);
		missing += !have && i < REQUIRED;
	}
	return missing;
}

/* Takes the path. */
static int look_for(char *path, const char *advice)
{
	bool missing = access(path, R_OK) != 0;

	if (missing)
		tell("MISSING  %s: %s", path, advice);
	free(path);
	return missing;
}

static int look_for_exercise(const char *name)
{
	static const char again[] = "unpack the course again";
	struct spec *spec = spec_read(name, 0);
	int stem = (int)strcspn(spec->file, ".");
	int missing = look_for(format_text("%s", name), "was it renamed?");

	if (!missing) {
		missing += look_for(format_text("%s/%s", name, spec->file),
				    "type  ./lazy reset  and its number");
		missing += look_for(
			format_text("%s/%.*s.h", name, stem, spec->file),
			again);
	}
	missing +=
		look_for(format_text("check/%s/%s", name, spec->file), again);
	missing += look_for(format_text("check/%s/driver.c", name), again);
	missing += look_for(format_text("check/%s/wants", name), again);
	spec_free(spec);
	return missing;
}

/* An exercise of the course that nobody can check any more: no other folder of
 * its number is in check/. */
static int look_for_check(const char *readme)
{
	char *pattern = format_text("check/%.2s-*/spec", readme);
	glob_t found = { 0 };
	bool missing = glob(pattern, 0, NULL, &found) != 0;

	if (missing)
		tell("MISSING  check/%.*s: unpack the course again",
		     (int)strcspn(readme, "/"), readme);
	globfree(&found);
	free(pattern);
	return missing;
}

static int look_for_files(void)
{
	int missing = look_for(format_text("%s", layout.archive), "type  make");
	glob_t specs = { 0 }, readmes = { 0 };

	glob("check/[0-9][0-9]-*/spec", 0, NULL, &specs);
	for (size_t i = 0; i < specs.gl_pathc; i++) {
		char *name = specs.gl_pathv[i] + strlen("check/");

		name[strcspn(name, "/")] = 0;
		missing += look_for_exercise(name);
	}
	glob("[0-9][0-9]-*/README.md", 0, NULL, &readmes);
	for (size_t i = 0; i < readmes.gl_pathc; i++)
		missing += look_for_check(readmes.gl_pathv[i]);
	globfree(&specs);
	globfree(&readmes);
	if (access("progress", F_OK) == 0 && access("progress", W_OK) != 0) {
		tell("MISSING  the right to write the file progress");
		missing++;
	}
	return missing;
}

/* What an exercise begins with is built, and started. */
static int try_program(const struct exercise *e)
{
	char *file = format_text("check/%s/%s", e->name, e->spec->file);
	const char *const argv[] = { "../program", NULL };
	const struct limits limits = { .cpu = 5,
				       .memory = (size_t)1 << 30,
				       .said = 1 << 16 };
	struct outcome outcome = { 0 };
	struct built built;
	const char *why;

	build(&built, e->spec, file, "build/judge/root/work", true);
	if (!built.why)
		built_run(&outcome, &built, argv, &limits);
	why = built.why ? built.why :
	      WIFEXITED(outcome.status) && WEXITSTATUS(outcome.status) == 126 ?
			  outcome.out.s :
			  NULL;
	if (why)
		tell("MISSING  a program that can be built and run:\n%s", why);
	free(file);
	outcome_free(&outcome);
	built_free(&built);
	return why != NULL;
}

int student_doctor(struct exercise *e, bool deep)
{
	int missing = look_for_tools();

	(void)deep;
	missing += look_for_files();
	if (!missing)
		missing += try_program(e);
	tell(missing ? "Mend what is missing, then  ./lazy doctor" :
		       "All that is needed is here.  Next:  ./lazy");
	return missing != 0;
}
