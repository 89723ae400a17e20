/* SPDX-License-Identifier: MIT */
/* stats.c - medians, and hierarchical bootstrap intervals of them.  After
 * Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013. */
#include "stats.h"

#include <err.h>
#include <stdlib.h>

enum { DRAWS = 2000 };

static int order(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

double quantile(double *value, size_t n, double q)
{
	double at = (double)(n - 1) * q;
	size_t low = (size_t)at;

	qsort(value, n, sizeof *value, order);
	if (low + 1 == n)
		return value[low];
	return value[low] + (at - (double)low) * (value[low + 1] - value[low]);
}

void nested_add(struct nested *data, double value, int new_group)
{
	size_t end = nested_count(data);

	if (new_group && data->groups == PROCESSES)
		errx(1, "more than %d processes", PROCESSES);
	data->groups += new_group != 0;
	data->value[end] = value;
	data->end[data->groups - 1] = end + 1;
}

size_t nested_count(const struct nested *data)
{
	return data->groups ? data->end[data->groups - 1] : 0;
}

/* splitmix64: an interval is the same whenever it is computed again. */
static uint64_t random_bits(uint64_t *seed)
{
	uint64_t x = *seed += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static size_t below(uint64_t *seed, size_t n)
{
	return (size_t)((random_bits(seed) >> 32) * n >> 32);
}

/* Where medians are drawn: room for a group, and for a median of each. */
struct room {
	double *value;
	double median[PROCESSES];
};

static struct room *room_for(const struct nested *data)
{
	struct room *room = malloc(sizeof *room);

	if (!room ||
	    !(room->value = malloc(nested_count(data) * sizeof(double))))
		err(1, "bootstrap");
	return room;
}

static void room_free(struct room *room)
{
	free(room->value);
	free(room);
}

/* The values of one group as they are, or, with a seed, drawn with
 * replacement. */
static double group_median(const struct nested *data, size_t g,
			   struct room *room, uint64_t *seed)
{
	size_t first = g ? data->end[g - 1] : 0, n = data->end[g] - first;

	for (size_t i = 0; i < n; i++)
		room->value[i] =
			data->value[first + (seed ? below(seed, n) : i)];
	return quantile(room->value, n, 0.5);
}

static double median_of_medians(const struct nested *data, struct room *room,
				uint64_t *seed)
{
	size_t n = data->groups;

	for (size_t i = 0; i < n; i++)
		room->median[i] = group_median(data, seed ? below(seed, n) : i,
					       room, seed);
	return quantile(room->median, n, 0.5);
}

struct interval nested_ratio(const struct nested *a, const struct nested *b,
			     uint64_t seed)
{
	struct room *of_a = a ? room_for(a) : NULL, *of_b = room_for(b);
	struct interval result;
	double draw[DRAWS];

	for (int i = 0; i < DRAWS; i++) {
		draw[i] = median_of_medians(b, of_b, &seed);
		if (a)
			draw[i] /= median_of_medians(a, of_a, &seed);
	}
	result.middle = median_of_medians(b, of_b, NULL);
	if (a)
		result.middle /= median_of_medians(a, of_a, NULL);
	result.low = quantile(draw, DRAWS, 0.025);
	result.high = quantile(draw, DRAWS, 0.975);
	room_free(of_b);
	if (a)
		room_free(of_a);
	return result;
}

struct interval nested_median(const struct nested *data, uint64_t seed)
{
	return nested_ratio(NULL, data, seed);
}
