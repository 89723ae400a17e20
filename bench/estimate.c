/* SPDX-License-Identifier: MIT */
/*
 * estimate.c - what samples say: medians, intervals, verdicts, targets.
 *
 *	estimate time SAMPLES			time.tsv
 *	estimate verdict QUESTIONS SAMPLES	verdict.tsv
 *	estimate ratios TARGETS SAMPLES		ratios.tsv
 *	estimate noise SAMPLES			noise.tsv
 *
 * Reads samples.tsv, questions.tsv and bench/targets.tsv, writes a
 * table to stdout; bench/README.md has the columns.
 */
#include "pairs.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a question's contenders are compared with. */
struct baseline {
	char question[64], contender[64];
	long duel;
};

/* A line of bench/targets.tsv: what a contender is to reach. */
struct target {
	char question[64], contender[64], against[64], measure[16];
	long n;
	double most;
};

static double mean_faults(const struct series *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->count; i++)
		sum += s->sample[i].faults;
	return sum / (double)s->count;
}

static double median_wall(const struct series *s, bool quiet)
{
	double *wall = samples_alloc(s->count, sizeof *wall), middle;
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->sample[i].quiet == quiet)
			wall[n++] = s->sample[i].wall_ns;
	middle = quantile(wall, n, 0.5);
	free(wall);
	return middle;
}

static void print_time(const struct run *run, const struct series *s)
{
	struct nested times;
	const char *state = series_times(run, s, &times);
	struct interval is = nested_median(&times, samples_seed(s, s));
	size_t n = nested_count(&times);

	printf("%s\t%s\t%ld\t%.10g\t%zu\t%zu\t%s\t", s->question, s->contender,
	       s->n, s->items, s->count, s->quiet, state);
	printf("%.2f\t%.2f\t%.2f\t", quantile(times.value, n, 0.25), is.middle,
	       quantile(times.value, n, 0.75));
	if (times.groups >= PAIRS_PROCESSES)
		printf("%.2f\t%.2f\t", is.low, is.high);
	else
		printf("-\t-\t");
	printf("%.2f\t%.2f\t%s\t%s\t%s\t%s\n",
	       median_wall(s, !strcmp(state, "quiet")), mean_faults(s),
	       s->allocations, s->peak, s->role, s->label);
	free(times.value);
}

static void time_table(const struct run *run)
{
	puts("question\tcontender\tn\titems\tsamples\tquiet\tstate\tq1_ns\t"
	     "median_ns\tq3_ns\tlow_ns\thigh_ns\twall_ns\tfaults\t"
	     "allocations\tpeak_B\trole\tlabel");
	for (size_t i = 0; i < run->count; i++)
		if (!series_is_again(&run->series[i]))
			print_time(run, &run->series[i]);
}

static void print_ratio(const struct ratio *ratio)
{
	const struct interval *is = &ratio->is;

	if (ratio->processes >= PAIRS_PROCESSES)
		printf("%.6g\t%.6g\t%.6g\t", is->middle, is->low, is->high);
	else
		printf("-\t-\t-\t");
}

static void print_verdict(const struct series *a, const struct series *b,
			  double floor, const char *name)
{
	struct verdict v;

	/* Against itself the least noise is the measure: its own would say
	 * nothing. */
	pairs_judge(&v, a, b, series_is_again(b) ? PAIRS_FLOOR : floor);
	printf("%s\t%ld\t%s\t%s\t%zu\t%zu\t%zu\t", a->question, a->n,
	       a->contender, name, v.quiet.processes, v.quiet.pairs,
	       v.shared.pairs);
	print_ratio(&v.quiet);
	if (v.shared.pairs)
		printf("%.6g\t", v.shared.is.middle);
	else
		printf("-\t");
	printf("%.4f\t%s\t%s\t%s\t%s\t%s\n", floor, v.answer,
	       *v.why ? v.why : "-", b->role, a->label, b->label);
}

static double floor_of(const struct run *run, const struct baseline *base)
{
	char name[80];
	const struct series *a, *again;

	snprintf(name, sizeof name, "%s-again", base->contender);
	a = series_find(run, base->question, base->contender, base->duel);
	again = series_find(run, base->question, name, base->duel);
	return a && again ? pairs_floor(a, again) : 0;
}

static void verdicts_of(const struct run *run, const struct baseline *base)
{
	double floor = floor_of(run, base);

	for (size_t i = 0; i < run->count; i++) {
		const struct series *a, *b = &run->series[i];

		if (strcmp(b->question, base->question) ||
		    !strcmp(b->contender, base->contender))
			continue;
		a = series_find(run, base->question, base->contender, b->n);
		if (a)
			print_verdict(a, b, floor,
				      series_is_again(b) ? base->contender :
							   b->contender);
	}
}

/* A table of which the first line is head. */
static FILE *open_table(const char *path, const char *head)
{
	FILE *file = fopen(path, "r");
	char line[512];

	if (!file)
		err(1, "%s", path);
	if (!fgets(line, sizeof line, file) || strcmp(line, head))
		errx(1, "%s: not a table of: %s", path, head);
	return file;
}

static void verdict_table(const struct run *run, const char *questions)
{
	FILE *file = open_table(questions,
				"question\tasks\tunit\tof\tbaseline\tduel\n");
	struct baseline base;
	char line[512];

	puts("question\tn\ta\tb\tprocesses\tpairs\tshared_pairs\tratio\tlow\t"
	     "high\tshared_ratio\tfloor\tverdict\twhy\trole\tlabel_a\tlabel_b");
	while (fgets(line, sizeof line, file)) {
		if (sscanf(line,
			   "%63[^\t]\t%*[^\t]\t%*[^\t]\t%*[^\t]\t"
			   "%63[^\t]\t%ld\n",
			   base.question, base.contender, &base.duel) != 3)
			errx(1, "%s: cut short or edited: %s", questions, line);
		verdicts_of(run, &base);
	}
	fclose(file);
}

/* What is counted is the same on every run. */
static void print_count(const char *count, double most)
{
	bool known = strcmp(count, "-");
	bool met = known && strtod(count, NULL) <= most;

	printf("-\t-\t%s\t-\t-\t%s\t%s\t", count,
	       !known ? "none" :
	       met    ? "met" :
			"missed",
	       known ? "-" : "cannot be counted here");
}

static void print_met(const struct series *a, const struct series *b,
		      const struct target *t)
{
	struct verdict v;

	pairs_meet(&v, a, b, strcmp(t->measure, "ns") ? 0 : b->items, t->most);
	printf("%zu\t%zu\t", v.quiet.processes, v.quiet.pairs);
	print_ratio(&v.quiet);
	printf("%s\t%s\t", v.answer, *v.why ? v.why : "-");
}

static void print_target(const struct run *run, const struct target *t)
{
	bool alone = !strcmp(t->against, "-");
	const struct series *b, *a;

	b = series_find(run, t->question, t->contender, t->n);
	a = alone ? b : series_find(run, t->question, t->against, t->n);
	printf("%s\t%ld\t%s\t%s\t%s\t%.10g\t", t->question, t->n, t->contender,
	       t->against, t->measure, t->most);
	if (!a || !b) {
		printf("0\t0\t-\t-\t-\tmissing\t%s was not measured\t",
		       b ? t->against : t->contender);
	} else if (!strcmp(t->measure, "allocations")) {
		print_count(b->allocations, t->most);
	} else if (!strcmp(t->measure, "bytes")) {
		print_count(b->peak, t->most);
	} else {
		print_met(a, b, t);
	}
	printf("%s\t%s\n", b ? b->label : t->contender,
	       a && !alone ? a->label : t->against);
}

/* Is it one that print_target() knows?  A ratio is one to somebody, a count one
 * of ours alone. */
static bool is_measure(const struct target *t)
{
	bool alone = !strcmp(t->against, "-");

	if (!strcmp(t->measure, "time"))
		return !alone;
	if (!strcmp(t->measure, "allocations") || !strcmp(t->measure, "bytes"))
		return alone;
	return !strcmp(t->measure, "ns");
}

static void ratio_table(const struct run *run, const char *targets)
{
	FILE *file = open_table(
		targets, "question\tn\tcontender\tagainst\tmeasure\tmost\n");
	struct target t;
	char line[512];

	puts("question\tn\tcontender\tagainst\tmeasure\tmost\tprocesses\tpairs"
	     "\t"
	     "value\tlow\thigh\tverdict\twhy\tlabel\tlabel_against");
	while (fgets(line, sizeof line, file)) {
		if (sscanf(line,
			   "%63[^\t]\t%ld\t%63[^\t]\t%63[^\t]\t%15[^\t]\t"
			   "%lf\n",
			   t.question, &t.n, t.contender, t.against, t.measure,
			   &t.most) != 6 ||
		    !is_measure(&t))
			errx(1, "%s: no target: %s", targets, line);
		print_target(run, &t);
	}
	fclose(file);
}

/* One contender only, each sample of it. */
static void noise_table(const struct run *run)
{
	const struct series *s = run->series;

	puts("start_s\titem_ns\tcanary_ns\tquiet\tlabel\tn");
	for (size_t i = 0; i < s->count; i++)
		printf("%.4f\t%.4f\t%.4f\t%d\t%s\t%ld\n",
		       s->sample[i].start_s - s->sample[0].start_s,
		       s->sample[i].cpu_ns / s->items, s->sample[i].canary_ns,
		       s->sample[i].quiet, s->label, s->n);
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "time"))
		time_table(samples_read(argv[2]));
	else if (argc == 4 && !strcmp(argv[1], "verdict"))
		verdict_table(samples_read(argv[3]), argv[2]);
	else if (argc == 4 && !strcmp(argv[1], "ratios"))
		ratio_table(samples_read(argv[3]), argv[2]);
	else if (argc == 3 && !strcmp(argv[1], "noise"))
		noise_table(samples_read(argv[2]));
	else
		errx(2, "usage: estimate time|noise SAMPLES, or "
			"estimate verdict QUESTIONS SAMPLES, or "
			"estimate ratios TARGETS SAMPLES");
	if (fflush(stdout))
		err(1, "stdout");
	return 0;
}
