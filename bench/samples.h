/* SPDX-License-Identifier: MIT */
/* samples.h - a run's samples.tsv in memory. */
#ifndef BENCH_SAMPLES_H
#define BENCH_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>

#include "stats.h"

struct sample {
	int process, round;
	double start_s;
	double cpu_ns, wall_ns; /* of one call */
	double canary_ns;
	double faults; /* of one call */
	bool quiet;
};

/* The samples of one contender at one n, by process and round. */
struct series {
	const char *question, *contender;
	long n;
	double items;
	const char *allocations, *peak, *role, *label;
	struct sample *sample;
	size_t count, quiet;
};

struct run {
	struct series *series; /* ordered by question, contender, n */
	size_t count;
	size_t samples, quiet; /* of all series */
	double canary_ns;      /* the fastest of this run */
};

/* samples_read - read samples.tsv.  Where that is not as samples.awk wrote it,
 * the program ends with a message that names the line.  $BENCH_CANARY is the
 * fastest canary that this machine is known for, if it is. */
struct run *samples_read(const char *path);

/* series_find - NULL if there is none. */
const struct series *series_find(const struct run *run, const char *question,
				 const char *contender, long n);

/* series_is_again - is this the second entry of a contender, to be compared
 * with the first?  Its name ends in "-again". */
bool series_is_again(const struct series *s);

/*
 * series_times - the nanoseconds per call of the samples that count.
 *
 * Times of a core to ourselves and of one shared with a neighbour are never
 * put into one number.  The quiet samples count if there are at least 20, or
 * if most of the whole run's are quiet and there are 5; else those of the
 * state that this series has more of.
 *
 * Returns    "quiet" or "shared".  The values of *times are the caller's to
 *            free.
 */
const char *series_times(const struct run *run, const struct series *s,
			 struct nested *times);

/* samples_seed - for drawing; a row's interval depends on its own name, and
 * not on which other rows there are. */
uint64_t samples_seed(const struct series *a, const struct series *b);

/* samples_alloc - never NULL. */
void *samples_alloc(size_t count, size_t size);

#endif
