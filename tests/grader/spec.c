/* SPDX-License-Identifier: MIT */
/*
 * spec.c - what is checked in an assignment.
 *
 * What its lines mean is said once, in docs/teaching.md, for those who write them.
 * What a case leaves open, it and its seed, is drawn; a case that all can see has
 * the seed that its name gives.
 */
#include "grader.h"

#include <ctype.h>
#include <err.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const check_names[CHECKS] = {
	"build", "output", "ledger", "peak", "slope", "resumes",
	"leaks", "races",  "faults", "cost", "style", "predict",
};

/* The cases that a line grow makes. */
static const char *const grow_names[] = { "grow", "ten_times_grow" };

struct layout layout;

void layout_find(void)
{
	layout = (struct layout){
		.root = ".",
		.starters = "lessons/assignments",
		.judges = "tests/assignments",
		.grader = "tests/grader",
		.include = "lib/include",
		.archive = "build/release/grader/libgenerator.a",
		.built = "build/release/grader",
	};
	if (access(layout.judges, X_OK) == 0)
		return;
	layout.student = true;
	layout.starters = ".";
	layout.judges = "check";
	layout.grader = "check/grader";
	layout.archive = "build/libgenerator.a";
	layout.built = "build";
	if (access(layout.judges, X_OK) != 0)
		errx(2, "there is no folder check/ here: start this in the "
			"course's folder");
}

/* ---- Drawing ---- */

static uint64_t mixed(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static uint64_t hashed(uint64_t seed, const char *name)
{
	while (*name)
		seed = mixed(seed + 0x9e3779b97f4a7c15 +
			     (unsigned char)*name++);
	return seed;
}

/* ---- Reading ---- */

struct reader {
	const char *path;
	int line;
	uint64_t seed;
	struct spec *spec;
};

static void __attribute__((noreturn))
wrong(const struct reader *reader, const char *why, const char *what)
{
	errx(2, "%s:%d: %s \"%s\"", reader->path, reader->line, why, what);
}

/* n=1..100: a number between the two.  False: word is no range. */
static bool drawn_range(const struct reader *reader, const char *word,
			uint64_t *seed, struct text *text)
{
	unsigned long from, to;
	int name, end = 0;

	if (!strstr(word, ".."))
		return false;
	if (sscanf(word, "%*[a-z_]=%n%lu..%lu%n", &name, &from, &to, &end) <
		    2 ||
	    word[end] || from > to || to > LONG_MAX)
		wrong(reader, "a range is as n=1..100, the lower first, not",
		      word);
	*seed = mixed(*seed + 1);
	text_add(text, "%.*s%lu ", name, word, from + *seed % (to - from + 1));
	return true;
}

/* n=1..100 becomes n=57; and a case has a seed. */
static char *drawn(const struct reader *reader, const char *parameters,
		   uint64_t seed)
{
	char *copy = format_text("%s", parameters), *rest = copy, *word;
	struct text text = { 0 };

	while ((word = strsep(&rest, " \t")))
		if (*word && !drawn_range(reader, word, &seed, &text))
			text_add(&text, "%s ", word);
	if (!strstr(parameters, "seed="))
		text_add(&text, "seed=%lu ", (unsigned long)(seed >> 33));
	text.s[--text.len] = 0;
	free(copy);
	return text.s;
}

static void read_words(const struct reader *reader, char **words, char *line)
{
	char *word;
	size_t n = 0;

	while (n < MAX_WORDS && words[n])
		n++;
	while ((word = strsep(&line, " \t"))) {
		if (!*word)
			continue;
		if (n == MAX_WORDS - 1)
			wrong(reader, "too many words:", word);
		words[n++] = format_text("%s", word);
	}
}

static void read_check(const struct reader *reader, const char *line)
{
	char name[16];
	struct rule rule = { .on = true };
	int n = sscanf(line, "%15s %lf %lf %lf", name, &rule.points, &rule.full,
		       &rule.none);

	for (int i = 0; n >= 2 && i < CHECKS; i++) {
		if (strcmp(name, check_names[i]) != 0)
			continue;
		if (!(rule.points >= 0))
			wrong(reader, "points are not negative, as in", line);
		if ((i == PEAK || i == SLOPE || i == COST) &&
		    !(n == 4 && rule.full < rule.none))
			wrong(reader, "two bounds, the lower first, end", line);
		reader->spec->rules[i] = rule;
		return;
	}
	wrong(reader, "no such check, or no points:", line);
}

/* Has another case this name, or what is recorded beside the cases?  A case that
 * all see may be hidden, too, with other numbers. */
static bool taken(const struct spec *spec, const char *name, bool hidden)
{
	for (size_t n = 0; n < spec->ncases; n++)
		if (spec->cases[n].hidden == hidden &&
		    !strcmp(spec->cases[n].name, name))
			return true;
	return !strcmp(name, "cost") || !strcmp(name, grow_names[0]) ||
	       !strcmp(name, grow_names[1]);
}

static void read_case(const struct reader *reader, char *line, bool hidden)
{
	struct spec *spec = reader->spec;
	char *name = strsep(&line, " \t");
	uint64_t seed = hashed(hidden ? reader->seed : 0, name);

	if (spec->ncases == MAX_CASES)
		wrong(reader, "too many cases:", name);
	if (taken(spec, name, hidden))
		wrong(reader, "another case, or a file, has the name", name);
	spec->cases[spec->ncases++] = (struct testcase){
		.name = format_text("%s", name),
		.parameters = drawn(reader, line ? line : "", seed),
		.hidden = hidden,
	};
}

static size_t bytes(const struct reader *reader, const char *line)
{
	char unit = 0;
	size_t size;

	if (sscanf(line, "%zu%c", &size, &unit) < 1 || (unit && unit != 'M'))
		wrong(reader, "memory is a number of bytes, as 64M, not", line);
	return unit ? size << 20 : size;
}

static void read_line(const struct reader *reader, char *line)
{
	struct spec *spec = reader->spec;
	char *word;

	line[strcspn(line, "#")] = 0;
	for (size_t n = strlen(line); n && isspace((unsigned char)line[n - 1]);)
		line[--n] = 0;
	word = strsep(&line, " \t");
	if (!*word)
		return;
	line += line ? strspn(line, " \t") : 0;
	if (!line || !*line)
		wrong(reader, "nothing follows", word);
	if (!strcmp(word, "title"))
		spec->title = format_text("%s", line);
	else if (!strcmp(word, "file"))
		spec->file = format_text("%s", line);
	else if (!strcmp(word, "define"))
		read_words(reader, spec->defines, line);
	else if (!strcmp(word, "allow"))
		read_words(reader, spec->allows, line);
	else if (!strcmp(word, "deny"))
		read_words(reader, spec->denies, line);
	else if (!strcmp(word, "check"))
		read_check(reader, line);
	else if (!strcmp(word, "case") || !strcmp(word, "hidden"))
		read_case(reader, line, *word == 'h');
	else if (!strcmp(word, "grow"))
		spec->grow = drawn(reader, line, hashed(0, "grow"));
	else if (!strcmp(word, "memory"))
		spec->memory = bytes(reader, line);
	else
		wrong(reader, "no such line:", word);
}

/* Runs that are measured are compared, too, like a case that all can see. */
static void add_grow(struct spec *spec)
{
	struct testcase *grow = &spec->cases[spec->ncases];

	grow[0].name = format_text("%s", grow_names[0]);
	grow[0].parameters = format_text("%s", spec->grow);
	grow[1].name = format_text("%s", grow_names[1]);
	grow[1].parameters = times_ten(spec->grow);
	spec->ngrow = 2;
}

struct spec *spec_read(const char *name, uint64_t seed)
{
	char *path = format_text("%s/%s/spec", layout.judges, name);
	struct spec *spec = calloc(1, sizeof *spec);
	struct reader reader = { path, 0, seed, spec };
	struct text text = { 0 };
	char *rest, *line;

	if (!spec)
		err(2, "%s", path);
	if (!text_read(&text, path))
		errx(2, "%s: %s: is %s an assignment?", path, strerror(errno),
		     name);
	spec->name = format_text("%s", name);
	for (rest = text.s; (line = next_line(&rest));) {
		reader.line++;
		read_line(&reader, line);
	}
	if (!spec->title || !spec->file || !spec->defines[0] || !spec->ncases)
		errx(2, "%s: title, file, define and a case are needed", path);
	if (!spec->grow && (spec->rules[PEAK].on || spec->rules[SLOPE].on ||
			    spec->rules[COST].on))
		errx(2, "%s: peak, slope and cost need a line grow", path);
	if (spec->grow)
		add_grow(spec);
	spec->rules[BUILD].on = true;
	text_free(&text);
	free(path);
	return spec;
}

double spec_points(const struct spec *spec)
{
	double points = 0;

	for (int i = 0; i < CHECKS; i++)
		points += spec->rules[i].on ? spec->rules[i].points : 0;
	return points;
}

void spec_free(struct spec *spec)
{
	for (size_t i = 0; i < spec->ncases + spec->ngrow; i++) {
		free(spec->cases[i].name);
		free(spec->cases[i].parameters);
	}
	for (size_t i = 0; i < MAX_WORDS; i++) {
		free(spec->defines[i]);
		free(spec->allows[i]);
		free(spec->denies[i]);
	}
	free(spec->name);
	free(spec->title);
	free(spec->file);
	free(spec->grow);
	free(spec);
}
