/* SPDX-License-Identifier: MIT */
/*
 * tools.c - the second witness: what Valgrind sees in a program.
 */
#include "grader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* How much slower than by itself a program is, and what it may take. */
enum { CHECKER_TIMES = 60, CALLGRIND_TIMES = 100 };

/* The judge's programs are those that the jail shows. */
const char *tools_path(void)
{
	const char *path = layout.student ? getenv("PATH") : NULL;

	return path ? path : "/usr/bin:/bin";
}

/* Of address space.  The solutions are fine with half of that. */
static const size_t checker_memory = (size_t)2 << 30;

bool tools_have(const char *command)
{
	char *path = format_text("%s", tools_path()), *rest = path, *folder;
	bool have = false;

	while (!have && (folder = strsep(&rest, ":"))) {
		char *file = format_text("%s/%s", folder, command);

		have = access(file, X_OK) == 0;
		free(file);
	}
	free(path);
	return have;
}

static void valgrind(struct outcome *outcome, const struct built *built,
		     const char *options, const char *parameters, double cpu,
		     bool jailed)
{
	char *command = format_text("exec valgrind --log-fd=4 %s "
				    "../program %s",
				    options, parameters);
	const char *const argv[] = { "/bin/sh", "-c", command, NULL };
	struct limits limits = { .cpu = cpu,
				 .memory = checker_memory,
				 .said = 4 << 20,
				 .jailed = jailed };

	built_run(outcome, built, argv, &limits);
	free(command);
}

/* What a complaint begins with, and what only leads to one. */
static bool complains(const char *line)
{
	return *line && *line != ' ' && strncmp(line, "HEAP SUMMARY", 12) &&
	       strncmp(line, "FILE DESC", 9);
}

/* Of helgrind's, what nobody may do.  To signal without the lock is allowed. */
static bool complains_of_threads(const char *line)
{
	return strstr(line, "data race") || strstr(line, "lock order") ||
	       strstr(line, "unlocked a") || strstr(line, "still holds");
}

/* "Possible data race ... at 0x4A5F200": without addresses, which may be others
 * next time. */
static int without_address(const char *said)
{
	const char *at = strstr(said, " at 0x");

	if (!at)
		at = strstr(said, " \"0x");
	return at ? (int)(at - said) : (int)strlen(said);
}

/* The first complaint, and the first line of the student's in its stack:
 * "==7== Invalid read of size 8", "==7==    at 0x10: f (fibonacci.c:12)".
 * NULL: there is none with such a line; said is the last without. */
static char *complaint_at(char *log, const char *file,
			  bool (*is_one)(const char *line), const char **said)
{
	char *open = format_text("(%s:", file), *where = NULL, *line, *at;

	while (!where && (line = next_line(&log))) {
		line = strstr(line, "== ");
		if (!line)
			continue;
		line += 3;
		if (is_one(line))
			*said = line;
		else if (line[0] == '-') /* helgrind: another one begins */
			*said = NULL;
		at = strstr(line, open);
		if (at && *said)
			where = format_text("%s:%d: %.*s", file,
					    atoi(at + strlen(open)),
					    without_address(*said), *said);
	}
	free(open);
	return where;
}

/* What to look for, by Valgrind's words. */
static const char *advice(const char *said)
{
	static const char *const of[][2] = {
		{ "Invalid free", "was it freed before, or never allocated?" },
		{ "Mismatched", "free what was allocated, as it was" },
		{ "Invalid ",
		  "look at the address used there: freed? one too far?" },
		{ "ninitialised", "which variable has no value yet?" },
		{ " lost in ", "who owns it, and on which way out is that "
			       "forgotten?" },
		{ "file descriptor", "on which way out is it not closed?" },
		{ "data race", "which lock do all hold that use it?" },
		{ " lock",
		  "who takes this lock, when, and who gives it back?" },
	};

	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (strstr(said, of[i][0]))
			return of[i][1];
	return "look at what is used there: is it what you mean?";
}

/* Takes complaint. */
static char *advised(char *complaint)
{
	char *what = format_text("%s\n%s", complaint, advice(complaint));

	free(complaint);
	return what;
}

static char *first_complaint(char *log, const char *file)
{
	const char *said = NULL;
	char *where = complaint_at(log, file, complains, &said);

	if (!where)
		where = format_text("%s",
				    said ? said : "Valgrind found an error");
	return advised(where);
}

/* A descriptor that is left open is told, but no error; ours are inherited. */
static char *open_descriptor(char *log, const char *file)
{
	char *at = log, *end;

	while ((at = strstr(at, "Open file descriptor"))) {
		end = strstr(at, "\n");
		if (!end || !strstr(end, "<inherited") ||
		    strstr(end, "<inherited") > end + 80) {
			while (at > log && at[-1] != '\n')
				at--;
			return first_complaint(at, file);
		}
		at = end;
	}
	return NULL;
}

/* Run it under a tool of Valgrind's.  What is wrong with its end; or NULL. */
static char *under(const char *tool, struct outcome *outcome,
		   const struct built *built, const char *options,
		   const char *parameters, bool jailed)
{
	char *all = format_text("-q --tool=%s %s", tool, options), *why = NULL;
	struct trace trace;

	valgrind(outcome, built, all, parameters, CHECKER_TIMES, jailed);
	trace_read(&trace, outcome);
	if (outcome->ending == SLOW)
		why = format_text("under %s it takes longer than %d s", tool,
				  CHECKER_TIMES);
	else if (!trace_done(&trace))
		why = format_text("under %s it did not get to its end", tool);
	trace_free(&trace);
	free(all);
	return why;
}

char *tools_memcheck(const struct built *built, const struct spec *spec,
		     const char *parameters, bool jailed)
{
	struct outcome outcome;
	char *end, *why = NULL;

	end = under("memcheck", &outcome, built,
		    "--leak-check=full --track-fds=yes "
		    "--show-leak-kinds=definite,possible "
		    "--errors-for-leak-kinds=definite,possible "
		    "--error-exitcode=9",
		    parameters, jailed);
	if (outcome.ending != SLOW) {
		if (!WIFEXITED(outcome.status) ||
		    WEXITSTATUS(outcome.status) == 9)
			why = first_complaint(outcome.tool.s, spec->file);
		else
			why = open_descriptor(outcome.tool.s, spec->file);
	}
	outcome_free(&outcome);
	if (!why)
		return end;
	free(end);
	return why;
}

char *tools_helgrind(const struct built *built, const struct spec *spec,
		     const char *parameters, bool jailed)
{
	struct outcome outcome;
	const char *said = NULL;
	char *why, *end;

	end = under("helgrind", &outcome, built, "", parameters, jailed);
	why = complaint_at(outcome.tool.s, spec->file, complains_of_threads,
			   &said);
	outcome_free(&outcome);
	if (!why)
		return end;
	free(end);
	return advised(why);
}

/* "cfn=(12) gen_next" gives a number its name, and says who is called; later
 * it is "cfn=(12)".  "calls=7 ..." in the next line says how often. */
static bool resuming(const char *line, bool *numbers, size_t room)
{
	char name[256] = "";
	size_t number;
	int n = sscanf(line, "%*[^(](%zu) %255s", &number, name);

	if (n < 1 || number >= room)
		return false;
	name[strcspn(name, "'")] = 0;
	if (n == 2)
		numbers[number] =
			!strcmp(name, "gen_next") || !strcmp(name, "gen_send");
	return numbers[number];
}

static void read_counts(struct counts *counts, char *profile)
{
	enum { NAMES = 1 << 16 };
	bool *numbers = calloc(NAMES, sizeof *numbers), next = false;
	char *line;

	while (numbers && (line = next_line(&profile))) {
		if (!strncmp(line, "cfn=", 4))
			next = resuming(line, numbers, NAMES);
		else if (!strncmp(line, "fn=", 3))
			resuming(line, numbers, NAMES);
		else if (!strncmp(line, "calls=", 6) && next)
			counts->resumes += atol(line + 6);
		else if (!strncmp(line, "summary:", 8) ||
			 !strncmp(line, "totals:", 7))
			counts->instructions =
				strtod(line + strcspn(line, " "), NULL);
	}
	free(numbers);
}

/* What crashed half way has cost less: that is no count. */
bool tools_callgrind(struct counts *counts, const struct built *built,
		     const char *parameters, bool jailed)
{
	struct text profile = { 0 };
	struct outcome outcome;
	struct trace trace;

	*counts = (struct counts){ 0 };
	valgrind(&outcome, built,
		 "--tool=callgrind --callgrind-out-file=callgrind.out",
		 parameters, CALLGRIND_TIMES, jailed);
	trace_read(&trace, &outcome);
	if (trace_done(&trace) && built_read(&profile, built, "callgrind.out"))
		read_counts(counts, profile.s);
	trace_free(&trace);
	outcome_free(&outcome);
	text_free(&profile);
	return counts->instructions > 0;
}
