/* SPDX-License-Identifier: MIT */
/*
 * store.c - what is kept of each submission: a text file, OUT/results/ID.
 *
 * A line is a name and a value with a tab between; of a check, five values.  In
 * a value, \n is a newline and \\ a backslash, so that a line is a line.  It
 * ends with "end": a file without was not written by us.
 */
#include "class.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Bytes that can be shown ---- */

/* Characters that nobody sees: they change what stands around them, as U+202E
 * does, which turns what follows round; or make two names look the same. */
static bool unseen(uint32_t c)
{
	static const struct {
		uint32_t from, to;
	} formats[] = {
		{ 0x80, 0x9f },       { 0xad, 0xad },     { 0x61c, 0x61c },
		{ 0x180e, 0x180e },   { 0x200b, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f },   { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
		{ 0xe0000, 0xe007f },
	};

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (c >= formats[i].from && c <= formats[i].to)
			return true;
	return false;
}

/* How many bytes the character at s has; 0: it is none that XML may have, or
 * none to be seen. */
static size_t character(const unsigned char *s)
{
	size_t len = *s < 0xc2 ? 0 : *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 4;
	uint32_t c = len ? *s & (0x7fu >> len) : 0;

	if (*s < 0x80)
		return *s == '\n' || (*s >= ' ' && *s != 0x7f);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (*s > 0xf4 || c > 0x10ffff || (len == 3 && c < 0x800) ||
	    (len == 4 && c < 0x10000) || (c >= 0xd800 && c < 0xe000) ||
	    (c & 0xfffe) == 0xfffe || unseen(c))
		return 0;
	return len;
}

/* A line up to end, or as much of it as anybody reads. */
static void add_line(struct text *text, const char *s, const char *end)
{
	/* No name of a file is cut: two would become one. */
	enum { LONGEST = 4 * 255 };
	size_t start = text->len;

	while (s < end && text->len < start + LONGEST) {
		size_t len = character((const unsigned char *)s);

		if (len)
			text_append(text, s, len);
		else if (*s == '\t')
			text_add(text, " ");
		else
			text_add(text, "\\x%02x", (unsigned char)*s);
		s += len ? len : 1;
	}
	if (s < end)
		text_add(text, "...");
}

char *clean(const char *s)
{
	struct text text = { 0 };

	text_append(&text, "", 0);
	for (const char *end; *s; s = end + (*end != 0)) {
		end = s + strcspn(s, "\n");
		add_line(&text, s, end);
		text_append(&text, end, *end != 0);
	}
	return text.s;
}

/* ---- Records ---- */

static char *clean_or_none(const char *s)
{
	return s ? clean(s) : NULL;
}

void record_nothing(struct record *record, const struct spec *spec,
		    const char *note)
{
	*record = (struct record){ .note = clean_or_none(note),
				   .of = spec_points(spec) };
	for (int i = 0; i < CHECKS; i++) {
		record->checks[i].on = spec->rules[i].on;
		record->checks[i].of = spec->rules[i].points;
		record->checks[i].result.verdict = SKIPPED;
	}
}

void record_of(struct record *record, const struct spec *spec,
	       const struct report *report)
{
	record_nothing(record, spec, NULL);
	if (report->prediction) {
		char *start = format_text("%.300s", report->prediction);

		record->prediction = clean(start);
		free(start);
	}
	record->refused = report->refused;
	record->points = report->points;
	for (int i = 0; i < CHECKS; i++) {
		record->checks[i].result = report->results[i];
		record->checks[i].result.what =
			clean_or_none(report->results[i].what);
	}
}

void record_free(struct record *record)
{
	free(record->assignment);
	free(record->id);
	free(record->key);
	free(record->note);
	free(record->without);
	free(record->prediction);
	for (int i = 0; i < CHECKS; i++)
		free(record->checks[i].result.what);
	*record = (struct record){ 0 };
}

/* ---- To and from text ---- */

static const char *const verdicts[] = { "passed", "failed", "skipped" };

static void print_value(struct text *text, const char *name, const char *value)
{
	if (!value)
		return;
	text_add(text, "%s\t", name);
	for (; *value; value++)
		if (*value == '\n')
			text_add(text, "\\n");
		else if (*value == '\\')
			text_add(text, "\\\\");
		else
			text_append(text, value, 1);
	text_add(text, "\n");
}

void record_print(struct text *text, const struct record *record)
{
	print_value(text, "assignment", record->assignment);
	print_value(text, "id", record->id);
	print_value(text, "key", record->key);
	print_value(text, "note", record->note);
	print_value(text, "without", record->without);
	print_value(text, "prediction", record->prediction);
	if (record->refused)
		text_add(text, "refused\tyes\n");
	text_add(text, "points\t%.2f\t%.2f\n", record->points, record->of);
	for (int i = 0; i < CHECKS; i++) {
		const struct result *result = &record->checks[i].result;

		if (!record->checks[i].on)
			continue;
		text_add(text, "check\t%s\t%s\t%.2f\t%.2f\t%s\n",
			 check_names[i], verdicts[result->verdict],
			 result->points, record->checks[i].of,
			 result->hidden ? "hidden" : "visible");
		print_value(text, "what", result->what);
	}
	text_add(text, "end\n");
}

static char *parse_value(char *value)
{
	char *to = value;

	for (char *from = value; *from; from++)
		if (*from == '\\' && from[1])
			*to++ = *++from == 'n' ? '\n' : *from;
		else
			*to++ = *from;
	*to = 0;
	return clean(value);
}

/* Points are written by hand, too, or by another machine: a bonus is welcome,
 * but not what is no number. */
static bool parse_points(const char *s, double *points, double *of)
{
	return sscanf(s, "%lf %lf", points, of) == 2 && isfinite(*points) &&
	       isfinite(*of);
}

/* "ledger\tfailed\t0.00\t3.00\tvisible": which it is, or -1. */
static int parse_check(struct record *record, char *line)
{
	const char *name = strsep(&line, "\t"), *verdict = strsep(&line, "\t");
	double points, of;

	if (!verdict || !line || !parse_points(line, &points, &of))
		return -1;
	for (int i = 0; i < CHECKS; i++) {
		struct result *result = &record->checks[i].result;

		if (strcmp(name, check_names[i]) != 0)
			continue;
		record->checks[i].on = true;
		record->checks[i].of = of;
		result->points = points;
		result->hidden = strstr(line, "hidden");
		result->verdict = FAILED;
		for (int v = 0; v < 3; v++)
			if (!strcmp(verdict, verdicts[v]))
				result->verdict = (enum verdict)v;
		return i;
	}
	return -1;
}

bool record_parse(struct record *record, char *text)
{
	char *line, *name, **into;
	int check = -1;
	bool fine = true, whole = false;

	*record = (struct record){ 0 };
	while ((line = next_line(&text))) {
		name = strsep(&line, "\t");
		into = !strcmp(name, "assignment") ?
			       &record->assignment :
		       !strcmp(name, "id") ?
			       &record->id :
		       !strcmp(name, "key") ?
			       &record->key :
		       !strcmp(name, "note") ?
			       &record->note :
		       !strcmp(name, "without") ?
			       &record->without :
		       !strcmp(name, "prediction") ?
			       &record->prediction :
		       !strcmp(name, "what") && check >= 0 ?
			       &record->checks[check].result.what :
			       NULL;
		if (!strcmp(name, "end"))
			whole = record->assignment && record->id && record->key;
		if (!line)
			break;
		if (into && !*into)
			*into = parse_value(line);
		else if (!strcmp(name, "check"))
			fine &= (check = parse_check(record, line)) >= 0;
		else if (!strcmp(name, "refused"))
			record->refused = true;
		else if (!strcmp(name, "points"))
			fine &= parse_points(line, &record->points,
					     &record->of);
	}
	if (!fine || !whole)
		record_free(record);
	return fine && whole;
}

/* ---- Files ---- */

void make_folders(const char *out)
{
	static const char *const folders[] = { "", "results", "sources",
					       "reports", "gradescope" };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		char *path = format_text("%s/%s", out, folders[i]);

		if (mkdir(path, 0777) && errno != EEXIST)
			err(2, "%s", path);
		free(path);
	}
}

/* By another name first: that of this process, since there are others.  It is
 * hidden, and so none of those that are listed. */
bool write_whole(const struct text *text, const char *format, ...)
{
	char *path = NULL, *new;
	size_t folder;
	va_list args;
	bool fine;

	va_start(args, format);
	if (vasprintf(&path, format, args) < 0)
		err(2, "%s", format);
	va_end(args);
	folder = strrchr(path, '/') ? (size_t)(strrchr(path, '/') + 1 - path) :
				      0;
	new = format_text("%.*s.%s.%d", (int)folder, path, path + folder,
			  (int)getpid());
	fine = text_write(text, new) && rename(new, path) == 0;
	if (!fine) {
		warn("%s", path);
		unlink(new);
	}
	free(new);
	free(path);
	return fine;
}

bool record_write(const struct record *record, const char *out)
{
	struct text text = { 0 };
	bool fine;

	record_print(&text, record);
	fine = write_whole(&text, "%s/results/%s", out, record->id);
	text_free(&text);
	return fine;
}

bool record_read(struct record *record, const char *out, const char *id,
		 const char *name)
{
	char *path = format_text("%s/results/%s", out, id);
	struct text text = { 0 };
	bool fine = text_read(&text, path) && record_parse(record, text.s);

	if (fine && strcmp(record->assignment, name) != 0)
		errx(2, "%s has results of %s: %s needs an OUT of its own", out,
		     record->assignment, name);
	text_free(&text);
	free(path);
	return fine;
}

/* ---- The secret ---- */

/* link() gives the name to the first who comes: all others read theirs. */
static void make_secret(const char *path)
{
	char *new = format_text("%s.%d~", path, (int)getpid());
	unsigned char random[32];
	int fd = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 || getrandom(random, sizeof random, 0) != sizeof random)
		err(2, "%s", new);
	for (size_t i = 0; i < sizeof random; i++)
		dprintf(fd, "%02x", random[i]);
	dprintf(fd, "\n");
	if (close(fd) || (link(new, path) && errno != EEXIST))
		err(2, "%s", path);
	unlink(new);
	free(new);
}

/* The word that was given: no longer in an environment that others may read,
 * nor in that of the programs that are called. */
static char *kept;

static const char *take_secret(void)
{
	char *given = getenv("SECRET");

	if (given && *given) {
		kept = format_text("%s", given);
		memset(given, 0, strlen(given));
		unsetenv("SECRET");
	}
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return kept;
}

void secret_pass(void)
{
	if (kept && setenv("SECRET", kept, 1))
		_exit(127);
}

char *secret_read(const char *out)
{
	const char *given = take_secret();
	char *path;
	struct text text = { 0 };

	if (given)
		return format_text("%s", given);
	if (!out)
		errx(2, "SECRET is to be set: hidden cases are drawn from it");
	path = format_text("%s/secret", out);
	if (access(path, F_OK))
		make_secret(path);
	if (!text_read(&text, path))
		err(2, "%s", path);
	text.s[strcspn(text.s, "\n")] = 0;
	if (!*text.s)
		errx(2, "%s is empty", path);
	free(path);
	return text.s;
}
