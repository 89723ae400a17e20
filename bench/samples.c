/* SPDX-License-Identifier: MIT */
/* samples.c - read samples.tsv, and refuse what is none. */
#include "samples.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 17 };

static const char head[] =
	"question\tcontender\tn\tprocess\tround\titems\tcalls\tcpu_ns\t"
	"wall_ns\tcanary_ns\tfaults\tpreempted\tstart_s\tallocations\tpeak_B\t"
	"role\tlabel";

/* One line, split at its tabs. */
struct row {
	const char *path;
	long line;
	char *field[COLUMNS];
};

/* A sample, and the series that it belongs to. */
struct entry {
	struct series key;
	struct sample sample;
};

void *samples_alloc(size_t count, size_t size)
{
	void *block = calloc(count ? count : 1, size);

	if (!block)
		err(1, "%zu bytes", count * size);
	return block;
}

static double number(const struct row *row, int column)
{
	const char *text = row->field[column];
	char *end;
	double x = strtod(text, &end);

	if (*text < '0' || *text > '9' || strpbrk(text, "xX") || *end ||
	    !(x >= 0 && x <= 1e18))
		errx(1, "%s:%ld: \"%s\" is no number: cut short or edited",
		     row->path, row->line, text);
	return x;
}

/* A time or a count of what must have happened. */
static double positive(const struct row *row, int column)
{
	double x = number(row, column);

	if (!(x > 0))
		errx(1, "%s:%ld: %s in column %d is not above 0: edited",
		     row->path, row->line, row->field[column], column + 1);
	return x;
}

/* A whole number from 1 on. */
static long integer(const struct row *row, int column, long most)
{
	double x = positive(row, column);

	if (x < 1 || x > (double)most || (double)(long)x != x)
		errx(1,
		     "%s:%ld: %s in column %d is no whole number up to %ld: "
		     "edited",
		     row->path, row->line, row->field[column], column + 1,
		     most);
	return (long)x;
}

static void split(struct row *row, char *line)
{
	int count = 0;

	for (char *at = line; at; count++) {
		char *tab = strchr(at, '\t');

		if (tab)
			*tab++ = '\0';
		if (count < COLUMNS)
			row->field[count] = at;
		at = tab;
	}
	if (count != COLUMNS)
		errx(1, "%s:%ld: %d columns, not %d: cut short or edited",
		     row->path, row->line, count, COLUMNS);
}

static void parse(const struct row *row, struct entry *entry)
{
	char *const *field = row->field;

	*entry = (struct entry){
		.key = { .question = field[0],
			 .contender = field[1],
			 .n = integer(row, 2, 1L << 60),
			 .items = positive(row, 5),
			 .allocations = field[13],
			 .peak = field[14],
			 .role = field[15],
			 .label = field[16] },
		.sample = { .process = (int)integer(row, 3, 1000000),
			    .round = (int)integer(row, 4, 1000000),
			    .start_s = number(row, 12),
			    .cpu_ns = positive(row, 7),
			    .wall_ns = positive(row, 8),
			    .canary_ns = positive(row, 9),
			    .faults = number(row, 10) },
	};
}

static int by_key(const struct series *a, const struct series *b)
{
	int order = strcmp(a->question, b->question);

	if (!order)
		order = strcmp(a->contender, b->contender);
	return order ? order : (a->n > b->n) - (a->n < b->n);
}

static int by_round(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = by_key(&a->key, &b->key);

	if (!order)
		order = a->sample.process - b->sample.process;
	return order ? order : a->sample.round - b->sample.round;
}

/* All lines but the first; their text stays in memory. */
static struct entry *read_entries(const char *path, size_t *count)
{
	struct row row = { .path = path };
	FILE *file = fopen(path, "r");
	struct entry *entries = NULL;
	size_t room = 0, size = 0;
	char *line = NULL;
	ssize_t length;

	if (!file)
		err(1, "%s", path);
	for (*count = 0; (length = getline(&line, &size, file)) > 0;
	     line = NULL) {
		row.line++;
		if (line[length - 1] != '\n')
			errx(1, "%s:%ld: cut short", path, row.line);
		line[length - 1] = '\0';
		if (strchr(line, '\r'))
			errx(1, "%s:%ld: a line of another system: edited",
			     path, row.line);
		if (row.line == 1 && strcmp(line, head))
			errx(1, "%s: not a table of samples", path);
		if (row.line > 1) {
			if (*count == room) {
				room = room ? 2 * room : 1024;
				entries = reallocarray(entries, room,
						       sizeof *entries);
				if (!entries)
					err(1, "%s", path);
			}
			split(&row, line);
			parse(&row, &entries[(*count)++]);
		}
	}
	fclose(file);
	if (!*count)
		errx(1, "%s: no samples in it", path);
	return entries;
}

/* A sample is quiet if its canary was within 10 % of the fastest one.  A run
 * that never was quiet does not show by itself: an earlier one may. */
static void mark_quiet(struct run *run, struct entry *entries)
{
	const char *known = getenv("BENCH_CANARY");
	char *end = NULL;
	double best = known && *known ? strtod(known, &end) : 0;

	if (end && (*end || !(best > 0 && best < 1e9)))
		errx(1, "BENCH_CANARY: \"%s\" is no canary's time", known);

	run->canary_ns = entries[0].sample.canary_ns;
	for (size_t i = 1; i < run->samples; i++)
		if (entries[i].sample.canary_ns < run->canary_ns)
			run->canary_ns = entries[i].sample.canary_ns;
	if (!(best > 0) || best > run->canary_ns)
		best = run->canary_ns;
	for (size_t i = 0; i < run->samples; i++) {
		struct sample *sample = &entries[i].sample;

		sample->quiet = sample->canary_ns <= 1.10 * best;
		run->quiet += sample->quiet;
	}
}

struct run *samples_read(const char *path)
{
	struct run *run = samples_alloc(1, sizeof *run);
	struct entry *entries = read_entries(path, &run->samples);
	struct sample *all = samples_alloc(run->samples, sizeof *all);
	struct series *now = NULL;

	mark_quiet(run, entries);
	qsort(entries, run->samples, sizeof *entries, by_round);
	run->series = samples_alloc(run->samples, sizeof *run->series);
	for (size_t i = 0; i < run->samples; i++) {
		if (!now || by_key(now, &entries[i].key)) {
			now = &run->series[run->count++];
			*now = entries[i].key;
			now->sample = &all[i];
		}
		all[i] = entries[i].sample;
		if (now->count && all[i].process == all[i - 1].process &&
		    all[i].round == all[i - 1].round)
			errx(1,
			     "%s: %s/%s/n:%ld: process %d, round %d twice: "
			     "edited",
			     path, now->question, now->contender, now->n,
			     all[i].process, all[i].round);
		now->count++;
		now->quiet += all[i].quiet;
	}
	free(entries);
	return run;
}

const struct series *series_find(const struct run *run, const char *question,
				 const char *contender, long n)
{
	struct series key = { .question = question,
			      .contender = contender,
			      .n = n };

	for (size_t i = 0; i < run->count; i++)
		if (!by_key(&run->series[i], &key))
			return &run->series[i];
	return NULL;
}

bool series_is_again(const struct series *s)
{
	size_t length = strlen(s->contender), tail = strlen("-again");

	return length > tail && !strcmp(s->contender + length - tail, "-again");
}

const char *series_times(const struct run *run, const struct series *s,
			 struct nested *times)
{
	bool quiet = s->quiet >= 20 ||
		     (2 * run->quiet >= run->samples && s->quiet >= 5) ||
		     2 * s->quiet >= s->count;
	int process = 0;

	*times = (struct nested){ samples_alloc(s->count, sizeof(double)),
				  0,
				  { 0 } };
	for (size_t i = 0; i < s->count; i++) {
		const struct sample *sample = &s->sample[i];

		if (sample->quiet != quiet)
			continue;
		nested_add(times, sample->cpu_ns, sample->process != process);
		process = sample->process;
	}
	return quiet ? "quiet" : "shared";
}

static uint64_t hash(uint64_t seed, const char *text)
{
	for (; *text; text++)
		seed = (seed ^ (unsigned char)*text) * 0x100000001b3;
	return seed;
}

uint64_t samples_seed(const struct series *a, const struct series *b)
{
	uint64_t seed = hash(0xcbf29ce484222325 ^ (uint64_t)a->n, a->question);

	return hash(hash(seed, a->contender), b->contender);
}
