/* SPDX-License-Identifier: MIT */
/*
 * report.c - what people read: a student's report, and the class's.
 *
 * No times, no paths, no machine in them: the same submissions have the same
 * reports.
 */
#include "class.h"

#include <ctype.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = { "ok", "FAIL", "-" };

/* ---- A student's ---- */

/* Of a hidden case the first line says which it was, and with what parameters;
 * what was wanted, and got, stands below, or behind the parameters. */
char *told(const struct result *result)
{
	char *what, *next = NULL;

	if (!result->what)
		return NULL;
	what = format_text("%s", result->what);
	if (!result->hidden)
		return what;
	what[strcspn(what, "\n")] = 0;
	if (strstr(what, "wanted") && strchr(what, ')'))
		strchr(what, ')')[1] = 0;
	next = format_text("%s\n(a hidden case: its answers are not told)",
			   what);
	free(what);
	return next;
}

/* What is judged is built, and has failed or passed that. */
bool ungraded(const struct record *record)
{
	return record->note && record->checks[BUILD].on &&
	       record->checks[BUILD].result.verdict == SKIPPED;
}

const char *withheld(const struct record *record, int check)
{
	const struct result *result = &record->checks[check].result;

	if (result->verdict != PASSED || result->points > 0 ||
	    !(record->checks[check].of > 0))
		return NULL;
	if (record->refused)
		return "no points: it does what is not allowed";
	if (record->checks[OUTPUT].result.verdict != PASSED)
		return "no points: output is not right";
	return NULL;
}

static void add_indented(struct text *text, char *lines)
{
	char *rest = lines, *line;

	while ((line = next_line(&rest)))
		text_add(text, "       %s\n", line);
}

void report_student(struct text *text, const struct record *record,
		    const struct spec *spec)
{
	text_add(text, "%s: %s\n%s\n\n", record->assignment, spec->title,
		 record->id);
	if (record->note)
		text_add(text, "Note: %s\n\n", record->note);
	if (record->without)
		text_add(text, "Judged without %s.\n\n", record->without);
	for (int i = 0; i < CHECKS; i++) {
		const struct result *result = &record->checks[i].result;
		char *what;

		if (!record->checks[i].on)
			continue;
		text_add(text, "%-4s   %-8s %6.2f of %.2f%s\n",
			 words[result->verdict], check_names[i], result->points,
			 record->checks[i].of,
			 result->hidden ? "  hidden" : "");
		if (withheld(record, i))
			text_add(text, "       %s\n", withheld(record, i));
		what = told(result);
		add_indented(text, what);
		free(what);
	}
	text_add(text, "\n%.2f of %.2f points\n", record->points, record->of);
	if (record->refused)
		text_add(text, "It does what is not allowed: no points.\n");
	if (record->prediction)
		text_add(text, "Prediction: %s\n", record->prediction);
}

/* ---- Counting what many have said ---- */

struct tally {
	char *what;
	size_t count;
};

struct tallies {
	struct tally *tallies;
	size_t count;
};

static void tally_add(struct tallies *all, char *what)
{
	for (size_t i = 0; i < all->count; i++)
		if (!strcmp(all->tallies[i].what, what)) {
			all->tallies[i].count++;
			free(what);
			return;
		}
	all->tallies =
		realloc(all->tallies, (all->count + 1) * sizeof *all->tallies);
	if (!all->tallies)
		err(2, "a tally");
	all->tallies[all->count++] = (struct tally){ what, 1 };
}

static int by_count(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->what, y->what);
}

static void tally_sort(struct tallies *all)
{
	if (all->count)
		qsort(all->tallies, all->count, sizeof *all->tallies, by_count);
}

static void tally_free(struct tallies *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->tallies[i].what);
	free(all->tallies);
	*all = (struct tallies){ 0 };
}

/* A line of so many of the class, at most 30 columns wide. */
static void add_bar(struct text *text, size_t count, size_t of)
{
	size_t wide = of ? (30 * count + of - 1) / of : 0;

	text_add(text, "%4zu%s", count, wide ? "  " : "");
	for (size_t i = 0; i < wide; i++)
		text_add(text, "#");
}

/* What is the same mistake, in two submissions: the first line of a message,
 * without its numbers and what is in parentheses. */
static char *kind_of(const char *what)
{
	struct text text = { 0 };
	int deep = 0;

	text_append(&text, "", 0);
	for (; *what && *what != '\n'; what++) {
		deep += *what == '(';
		if (isdigit((unsigned char)*what) && !deep) {
			if (!text.len || text.s[text.len - 1] != 'N')
				text_add(&text, "N");
		} else if (!deep && (*what != ' ' || what[1] != '(')) {
			text_append(&text, what, 1);
		}
		deep -= *what == ')' && deep;
	}
	return text.s;
}

/* Two predictions are the same, whatever their capitals, blanks and stops. */
static char *same_words(const char *prediction)
{
	struct text text = { 0 };

	text_append(&text, "", 0);
	for (; *prediction; prediction++)
		if (!isspace((unsigned char)*prediction))
			text_add(&text, "%c",
				 tolower((unsigned char)*prediction));
		else if (text.len && text.s[text.len - 1] != ' ')
			text_add(&text, " ");
	while (text.len && strchr(" .!", text.s[text.len - 1]))
		text.s[--text.len] = 0;
	return text.s;
}

/* ---- The class's ---- */

static int by_points(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Of 0 to 10, in which a bonus, or a malus, that was given by hand is, too. */
static int tenth_of(const struct record *record)
{
	double tenth = 10 * record->points / (record->of > 0 ? record->of : 1);

	return tenth >= 10 ? 10 : tenth > 0 ? (int)tenth : 0;
}

static void add_points(struct text *text, const struct class *class)
{
	double *points = calloc(class->count + 1, sizeof *points);
	size_t tenths[11] = { 0 };

	if (!points)
		err(2, "points");
	for (size_t n = 0; n < class->count; n++) {
		const struct record *record = &class->records[n];

		points[n] = record->points;
		tenths[tenth_of(record)]++;
	}
	qsort(points, class->count, sizeof *points, by_points);
	text_add(text, "%zu submissions, median %.2f of %.2f points\n\n",
		 class->count, class->count ? points[class->count / 2] : 0,
		 spec_points(class->spec));
	for (int i = 10; i >= 0; i--) {
		text_add(text, "%4d %%", 10 * i);
		add_bar(text, tenths[i], class->count);
		text_add(text, "\n");
	}
	free(points);
}

/* How many bytes of it fit into a line; not half a character. */
static int fitting(const char *s, size_t most)
{
	size_t len = strnlen(s, most);

	while (len && ((unsigned char)s[len] & 0xc0) == 0x80)
		len--;
	while (len && s[len - 1] == ' ')
		len--;
	return (int)len;
}

static void add_kinds(struct text *text, const struct class *class, int check)
{
	struct tallies kinds = { 0 };

	for (size_t n = 0; n < class->count; n++) {
		const struct result *result =
			&class->records[n].checks[check].result;

		if (result->verdict == FAILED && result->what)
			tally_add(&kinds, kind_of(result->what));
	}
	tally_sort(&kinds);
	for (size_t i = 0; i < kinds.count && i < 5; i++)
		text_add(text, "        %4zu  %.*s\n", kinds.tallies[i].count,
			 fitting(kinds.tallies[i].what, 66),
			 kinds.tallies[i].what);
	if (kinds.count > 5)
		text_add(text, "              and %zu others\n",
			 kinds.count - 5);
	tally_free(&kinds);
}

/* Those that failed most often come first, for that is what the next hour is
 * about. */
static void add_checks(struct text *text, const struct class *class)
{
	size_t failed[CHECKS] = { 0 };
	bool shown[CHECKS] = { false };

	for (size_t n = 0; n < class->count; n++)
		for (int i = 0; i < CHECKS; i++)
			failed[i] +=
				class->records[n].checks[i].on &&
				class->records[n].checks[i].result.verdict ==
					FAILED;
	text_add(text, "\nFailed, by check:\n");
	for (int done = 0; done < CHECKS; done++) {
		int most = -1;

		for (int i = 0; i < CHECKS; i++)
			if (!shown[i] && (most < 0 || failed[i] > failed[most]))
				most = i;
		shown[most] = true;
		if (!class->spec->rules[most].on)
			continue;
		text_add(text, "  %-8s", check_names[most]);
		add_bar(text, failed[most], class->count);
		text_add(text, "\n");
		add_kinds(text, class, most);
	}
}

static void add_predictions(struct text *text, const struct class *class)
{
	struct tallies said = { 0 };

	for (size_t n = 0; n < class->count; n++)
		if (class->records[n].prediction)
			tally_add(&said,
				  same_words(class->records[n].prediction));
	tally_sort(&said);
	text_add(text, "\nPredicted:\n");
	for (size_t i = 0; i < said.count; i++) {
		text_add(text, "  ");
		add_bar(text, said.tallies[i].count, class->count);
		text_add(text, "  %s\n", said.tallies[i].what);
	}
	if (!said.count)
		text_add(text, "  nobody has\n");
	tally_free(&said);
}

static void add_notes(struct text *text, const struct class *class)
{
	text_add(text, "\nTo be looked at:\n");
	for (size_t n = 0; n < class->count; n++) {
		const struct record *record = &class->records[n];
		const char *why = record->checks[BUILD].result.what;

		if (!why)
			why = "it does not say why";
		if (record->note)
			text_add(text, "  %s: %s\n", record->id, record->note);
		if (record->refused)
			text_add(text, "  %s: refused: %.*s\n", record->id,
				 (int)strcspn(why, "\n"), why);
	}
}

/* Of walls that a machine does not have: docs/teaching.md. */
static void add_walls(struct text *text, const struct class *class)
{
	const char *without = NULL;
	size_t count = 0;

	for (size_t n = 0; n < class->count; n++)
		if (class->records[n].without) {
			without = class->records[n].without;
			count++;
		}
	if (count)
		text_add(text,
			 "%zu of them judged without %s: see \"What it "
			 "cannot promise\" in docs/teaching.md\n\n",
			 count, without);
}

void report_class(struct text *text, const struct class *class)
{
	text_add(text, "%s: %s\n\n", class->spec->name, class->spec->title);
	add_walls(text, class);
	add_points(text, class);
	add_checks(text, class);
	add_predictions(text, class);
	add_notes(text, class);
}
