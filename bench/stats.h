/* SPDX-License-Identifier: MIT */
/*
 * stats.h - medians of what several processes measured, and how far to trust
 * them.
 *
 * Two samples of one process are more alike than two of different processes:
 * what a process got at its start (addresses, a core, a neighbour) stays with
 * it.  So values are kept by process, and an interval comes from drawing
 * processes first and then values within them.
 */
#ifndef BENCH_STATS_H
#define BENCH_STATS_H

#include <stddef.h>
#include <stdint.h>

enum { PROCESSES = 512 }; /* the most that a run can have */

/* Values in groups, a group for each process that has some. */
struct nested {
	double *value;
	size_t groups;
	size_t end[PROCESSES]; /* group g ends before value[end[g]] */
};

/* An estimate, and the interval that holds 95 % of the draws. */
struct interval {
	double middle, low, high;
};

/* quantile - of n values, which are put in order; linear between two. */
double quantile(double *value, size_t n, double q);

/* nested_median - the median over the processes of their medians. */
struct interval nested_median(const struct nested *data, uint64_t seed);

/* nested_ratio - the median of b divided by that of a, which was measured
 * apart from it. */
struct interval nested_ratio(const struct nested *a, const struct nested *b,
			     uint64_t seed);

/* nested_add - put a value into the group that is last, or into a new one.
 * There must be room for it. */
void nested_add(struct nested *data, double value, int new_group);

/* nested_count - of all values. */
size_t nested_count(const struct nested *data);

#endif
