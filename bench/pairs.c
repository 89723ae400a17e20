/* SPDX-License-Identifier: MIT */
/*
 * pairs.c - verdicts, and targets.
 *
 * A machine's speed changes from second to second, so b's time is divided by
 * that of a in the same round, and the median of these ratios is the estimate.
 * One process is not enough to know anything (two runs of one program differ
 * by more than their own intervals tell), and a ratio may change with the
 * state of the host, even its sign.  Where any of this leaves a doubt there is
 * no verdict, and the reason is told.
 */
#include "pairs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MIN_PAIRS = 20 }; /* of a state, to say something about it */

/* Which of two samples comes first; 0 if they are of one round. */
static int order(const struct sample *x, const struct sample *y)
{
	return x->process != y->process ? x->process - y->process :
					  x->round - y->round;
}

/* y in times of x; or how much more y is, for each of so many items.  A sample
 * that is paired with itself is compared with nothing. */
static double relation(const struct sample *x, const struct sample *y,
		       double items)
{
	if (items <= 0)
		return y->cpu_ns / x->cpu_ns;
	return (y->cpu_ns - (x == y ? 0 : x->cpu_ns)) / items;
}

/* Of those rounds in which both samples are in this state. */
static void pair_up(struct nested *ratios, const struct series *a,
		    const struct series *b, double items, bool quiet)
{
	int process = 0;

	for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
		const struct sample *x = &a->sample[i], *y = &b->sample[k];
		int first = order(x, y);

		i += first <= 0;
		k += first >= 0;
		if (first || x->quiet != quiet || y->quiet != quiet)
			continue;
		nested_add(ratios, relation(x, y, items),
			   x->process != process);
		process = x->process;
	}
}

static struct ratio ratio_of(const struct series *a, const struct series *b,
			     double items, bool quiet)
{
	size_t most = a->count < b->count ? a->count : b->count;
	struct nested ratios = { samples_alloc(most, sizeof(double)),
				 0,
				 { 0 } };
	struct ratio result = { .pairs = 0 };

	pair_up(&ratios, a, b, items, quiet);
	result.pairs = nested_count(&ratios);
	result.processes = ratios.groups;
	if (result.pairs)
		result.is = nested_median(&ratios, samples_seed(a, b));
	free(ratios.value);
	return result;
}

/* In quick runs large n have fewer samples than 20; what there is must then
 * be quiet throughout. */
static bool enough(const struct ratio *quiet, const struct ratio *shared)
{
	return quiet->processes >= PAIRS_PROCESSES &&
	       (quiet->pairs >= MIN_PAIRS || quiet->pairs > shared->pairs);
}

static double distance(struct interval is)
{
	return fmax(is.high - 1, 1 - is.low);
}

double pairs_floor(const struct series *a, const struct series *again)
{
	struct ratio quiet = ratio_of(a, again, 0, true);
	struct ratio shared = ratio_of(a, again, 0, false);

	return enough(&quiet, &shared) ? fmax(PAIRS_FLOOR, distance(quiet.is)) :
					 0;
}

static bool within(double ratio, double floor)
{
	return ratio <= 1 + floor && ratio >= 1 / (1 + floor);
}

static const char *direction(double ratio)
{
	return ratio > 1 ? "slower" : "faster";
}

/* Are there too few pairs to say anything?  Then v->why says so. */
static bool few(struct verdict *v, const struct series *a,
		const struct series *b)
{
	size_t taken = a->count < b->count ? a->count : b->count;
	size_t quiet = a->quiet < b->quiet ? a->quiet : b->quiet;
	size_t size = sizeof v->why;

	if (enough(&v->quiet, &v->shared))
		return false;
	if (2 * quiet < taken)
		snprintf(v->why, size,
			 "host too busy: %zu of %zu samples usable, try again",
			 quiet, taken);
	else
		snprintf(v->why, size,
			 "only %zu quiet pairs in %zu processes, at least %d "
			 "processes are needed",
			 v->quiet.pairs, v->quiet.processes, PAIRS_PROCESSES);
	return true;
}

/* Why there is no verdict; NULL if there is one. */
static const char *doubt(struct verdict *v, const struct series *a,
			 const struct series *b)
{
	const struct interval *is = &v->quiet.is;
	size_t size = sizeof v->why;

	if (few(v, a, b))
		return v->why;
	if (v->floor <= 0)
		snprintf(v->why, size,
			 "the noise is not known: too few quiet "
			 "pairs of a contender with itself");
	else if (!(is->low <= is->middle && is->middle <= is->high &&
		   is->low > 0))
		snprintf(v->why, size, "times beyond what can be compared");
	else if (within(is->middle, v->floor))
		snprintf(v->why, size,
			 "difference smaller than the noise (±%.0f %%)",
			 100 * v->floor);
	else if (is->low <= 1 + v->floor && is->high >= 1 / (1 + v->floor))
		snprintf(v->why, size,
			 "interval reaches into the noise (±%.0f %%): more "
			 "samples may tell",
			 100 * v->floor);
	else if (v->shared.pairs >= MIN_PAIRS &&
		 direction(v->shared.is.middle) != direction(is->middle))
		snprintf(v->why, size,
			 "depends on the host: %.2f× quiet, %.2f× shared",
			 is->middle, v->shared.is.middle);
	else
		return NULL;
	return v->why;
}

void pairs_judge(struct verdict *v, const struct series *a,
		 const struct series *b, double floor)
{
	*v = (struct verdict){ .quiet = ratio_of(a, b, 0, true),
			       .shared = ratio_of(a, b, 0, false),
			       .floor = floor };
	v->answer = doubt(v, a, b) ? "none" : direction(v->quiet.is.middle);
}

void pairs_meet(struct verdict *v, const struct series *a,
		const struct series *b, double items, double most)
{
	const struct interval *is = &v->quiet.is;

	*v = (struct verdict){ .quiet = ratio_of(a, b, items, true),
			       .shared = ratio_of(a, b, items, false),
			       .answer = "none" };
	if (few(v, a, b))
		return;
	v->answer = is->middle <= most ? "met" : "missed";
	if (is->low <= most && is->high > most)
		snprintf(v->why, sizeof v->why,
			 "its interval reaches over the target: more samples "
			 "may tell");
}
