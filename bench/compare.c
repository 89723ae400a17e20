/* SPDX-License-Identifier: MIT */
/*
 * compare.c - did something become faster or slower from one run to another?
 *
 *	compare SAMPLES-A SAMPLES-B
 *
 * Prints a table: question, contender, n, label, ratio of the times (b's to
 * a's) with its interval, noise floor, verdict and why.
 *
 * Samples of two runs have no neighbours in each other, so there are no pairs
 * here: medians are compared, and what a canary says of the machine is part
 * of the noise.
 */
#include "pairs.h"

#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How much the machine itself differs between the runs. */
static double between(const struct run *a, const struct run *b)
{
	double ratio = b->canary_ns / a->canary_ns;

	return (ratio > 1 ? ratio : 1 / ratio) - 1;
}

/* The noise of a question is that of its baseline, in either run. */
static double floor_in(const struct run *run, const char *question)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct series *again = &run->series[i], *a;
		char name[64];

		if (!series_is_again(again) ||
		    strcmp(again->question, question))
			continue;
		snprintf(name, sizeof name, "%.*s",
			 (int)(strlen(again->contender) - strlen("-again")),
			 again->contender);
		a = series_find(run, question, name, again->n);
		return a ? pairs_floor(a, again) : 0;
	}
	return 0;
}

/* How far a series is from knowing its own median. */
static double doubt_of(const struct nested *times)
{
	struct interval is = nested_median(times, 1);

	return fmax(is.high / is.middle, is.middle / is.low) - 1;
}

static double floor_of(const struct run *a, const struct run *b,
		       const char *question)
{
	double in_a = floor_in(a, question), in_b = floor_in(b, question);

	return in_a > 0 && in_b > 0 ? fmax(fmax(in_a, in_b), between(a, b)) : 0;
}

static const char *judge(const struct interval *is, double floor,
			 size_t processes, const char *state_a,
			 const char *state_b, char *why, size_t size)
{
	if (processes < PAIRS_PROCESSES)
		snprintf(why, size, "only %zu processes, %d are needed",
			 processes, PAIRS_PROCESSES);
	else if (strcmp(state_a, "quiet") || strcmp(state_b, "quiet"))
		snprintf(why, size, "host too busy (%s, then %s)", state_a,
			 state_b);
	else if (!(floor > 0))
		snprintf(why, size, "the noise is not known");
	else if (!(is->low <= is->middle && is->middle <= is->high &&
		   is->low > 0))
		snprintf(why, size, "times beyond what can be compared");
	else if (is->low <= 1 + floor && is->high >= 1 / (1 + floor))
		snprintf(why, size,
			 "difference smaller than the noise (±%.0f %%)",
			 100 * floor);
	else
		return is->middle > 1 ? "slower" : "faster";
	return "none";
}

static void print_row(const struct run *run_a, const struct series *a,
		      const struct run *run_b, const struct series *b)
{
	struct nested in_a, in_b;
	const char *state_a = series_times(run_a, a, &in_a);
	const char *state_b = series_times(run_b, b, &in_b);
	struct interval is = nested_ratio(&in_a, &in_b, samples_seed(a, b));
	double floor = floor_of(run_a, run_b, a->question);
	size_t processes =
		in_a.groups < in_b.groups ? in_a.groups : in_b.groups;
	const char *answer;
	char why[120] = "-";

	/* No pairs: what a contender does not know of itself is noise too. */
	if (floor > 0)
		floor = fmax(floor, fmax(doubt_of(&in_a), doubt_of(&in_b)));
	answer =
		judge(&is, floor, processes, state_a, state_b, why, sizeof why);
	printf("%s\t%s\t%ld\t%s\t%.6g\t%.6g\t%.6g\t%.4f\t%s\t%s\n", a->question,
	       a->contender, a->n, a->label, is.middle, is.low, is.high, floor,
	       answer, why);
	free(in_a.value);
	free(in_b.value);
}

int main(int argc, char **argv)
{
	const struct run *a, *b;

	if (argc != 3)
		errx(2, "usage: compare SAMPLES-A SAMPLES-B");
	a = samples_read(argv[1]);
	b = samples_read(argv[2]);
	puts("question\tcontender\tn\tlabel\tratio\tlow\thigh\tfloor\tverdict\t"
	     "why");
	for (size_t i = 0; i < a->count; i++) {
		const struct series *one = &a->series[i], *other;

		other = series_find(b, one->question, one->contender, one->n);
		if (other && !series_is_again(one))
			print_row(a, one, b, other);
	}
	if (fflush(stdout))
		err(1, "stdout");
	return 0;
}
