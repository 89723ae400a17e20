/* SPDX-License-Identifier: MIT */
/*
 * conformance - is a generator of ours a generator of Python's?
 *
 *	conformance [OPTION...] FILE...
 *
 * Each FILE has small programs in a language of yield, try, for and yield from
 * (LANGUAGE.md), and the trace that CPython's generators leave when they run
 * them.  Here the same programs run on top of the library, and must leave the
 * same trace, line by line.
 *
 *   --stackful, --stackless, --both
 *              on which kind of generators: both, if not asked
 *   --compare  do not look at what is expected, compare the kinds with each
 *              other
 *   --print    print the trace of each case
 *   --draw N   compare the kinds on N random programs, and print those on which
 *              they differ
 *
 * Output     TAP: a line per kind, before it one for each case that differs.
 * Exit       0 all match, 1 not all, 2 a file could not be read or makes no
 *            sense.
 */
#include "draw.h"
#include "language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct backend *const backends[] = { &stackful, &stackless };

#define BACKENDS (sizeof(backends) / sizeof(*backends))

struct options {
	const struct backend *only; /* NULL: all of them */
	bool compare, print;
	long draw;
};

static size_t cases, matches[BACKENDS];

/* A trace, as it should be or as it is. */
struct lines {
	char *const *line;
	size_t count;
};

static const char *line_at(struct lines lines, size_t i)
{
	return i < lines.count ? lines.line[i] : "(nothing)";
}

/* The first difference is reported: those behind it follow from it. */
static bool check(const struct run *run, struct lines wanted)
{
	struct lines got = { run->trace, run->trace_count };
	size_t i = 0;

	while (i < got.count && i < wanted.count &&
	       !strcmp(got.line[i], wanted.line[i]))
		i++;
	if (i == got.count && i == wanted.count)
		return true;
	printf("# case %s, %s, line %zu: wanted \"%s\", got \"%s\"\n",
	       run->sc->id, run->backend->name, i + 1, line_at(wanted, i),
	       line_at(got, i));
	return false;
}

static void print_trace(const struct run *run)
{
	printf("# case %s, %s\n", run->sc->id, run->backend->name);
	for (size_t i = 0; i < run->trace_count; i++)
		printf("#   %s\n", run->trace[i]);
}

static void check_scenario(const struct options *options,
			   const struct scenario *sc)
{
	struct run runs[BACKENDS];
	struct lines wanted = { (char *const *)sc->expected,
				sc->expected_count };

	cases++;
	for (size_t i = 0; i < BACKENDS; i++) {
		if (options->only && options->only != backends[i])
			continue;
		run_scenario(&runs[i], sc, backends[i]);
		if (options->print)
			print_trace(&runs[i]);
		if (options->compare)
			wanted = (struct lines){ runs[0].trace,
						 runs[0].trace_count };
		matches[i] += check(&runs[i], wanted);
	}
	for (size_t i = 0; i < BACKENDS; i++)
		if (!options->only || options->only == backends[i])
			run_free(&runs[i]);
}

static void check_file(const struct options *options, const char *path)
{
	struct source src;
	struct scenario sc;

	source_open(&src, path);
	while (scenario_read(&src, &sc)) {
		if (!sc.expects && !options->compare)
			die("%s:%zu: a case without expect", path, src.line);
		check_scenario(options, &sc);
		scenario_free(&sc);
	}
	source_close(&src);
}

static bool all_match(void)
{
	for (size_t i = 0; i < BACKENDS; i++)
		if (matches[i] != cases)
			return false;
	return true;
}

/* The same programs on every machine. */
static void check_drawn(const struct options *options)
{
	for (long i = 1; i <= options->draw && all_match(); i++) {
		struct choices from = { NULL, NULL,
					(uint64_t)i * 0x9e3779b97f4a7c15 };
		struct source src;
		struct scenario sc;
		size_t size;
		char *text = program_draw(&from, &size), *copy = strdup(text);

		if (!copy)
			die("conformance: no memory");
		source_take(&src, "a drawn program", text, size);
		scenario_read(&src, &sc);
		check_scenario(options, &sc);
		if (!all_match())
			printf("# program %ld:\n%s", i, copy);
		scenario_free(&sc);
		source_close(&src);
		free(copy);
	}
}

static int conclude(const struct options *options)
{
	int test = 0, status = 0;

	for (size_t i = 0; i < BACKENDS; i++) {
		bool ok = cases && matches[i] == cases;

		if (options->only && options->only != backends[i])
			continue;
		printf("%s %d - %s: %zu of %zu cases match\n",
		       ok ? "ok" : "not ok", ++test, backends[i]->name,
		       matches[i], cases);
		if (!ok)
			status = 1;
	}
	printf("1..%d\n", test);
	return status;
}

/* The number of arguments that were options. */
static int read_options(struct options *options, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		if (!strcmp(argv[i], "--stackful"))
			options->only = &stackful;
		else if (!strcmp(argv[i], "--stackless"))
			options->only = &stackless;
		else if (!strcmp(argv[i], "--both"))
			options->only = NULL;
		else if (!strcmp(argv[i], "--compare"))
			options->compare = true;
		else if (!strcmp(argv[i], "--print"))
			options->print = true;
		else if (!strcmp(argv[i], "--draw") && i + 1 < argc)
			options->draw = atol(argv[++i]);
		else
			die("conformance: unknown option %s", argv[i]);
	}
	options->compare |= options->draw > 0;
	if (options->compare && options->only)
		die("conformance: --compare needs both kinds");
	return i;
}

int main(int argc, char **argv)
{
	struct options options = { NULL, false, false, 0 };
	int first = read_options(&options, argc, argv);

	if (first == argc && !options.draw)
		die("usage: conformance [--stackful | --stackless | --both] "
		    "[--compare] [--print] [--draw N] FILE...");
	for (int i = first; i < argc; i++)
		check_file(&options, argv[i]);
	check_drawn(&options);
	return conclude(&options);
}
