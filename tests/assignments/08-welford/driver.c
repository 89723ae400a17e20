/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the moments of drawn numbers, or of two parts of them, merged.
 */
#include "moments.h"

#include <drive.h>
#include <string.h>

static struct iter *numbers(const double *base, size_t n)
{
	struct iter *source;

	if (drive_word("quiet")) /* too many for the ledger */
		return NULL;
	source = drive_items("source", base, n, sizeof *base);
	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return source;
}

static void measure_all(const double *base, size_t n, struct moments *moments)
{
	struct iter_array array = iter_array(base, n, sizeof *base);
	struct iter *source = numbers(base, n);

	/* What is measured must not depend on what was there before. */
	memset(moments, 0xff, sizeof *moments);
	drive_failed(measure(source ? source : &array.iter, moments));
	drive_event("measured");
	iter_free(source);
}

static double drawn_number(void)
{
	long spread = drive_number("spread");

	return (double)drive_number("far") +
	       (double)drive_below(1000 * spread + 1) / 1000;
}

static double *drawn(size_t n)
{
	double *all = drive_alloc((n + 1) * sizeof *all);

	for (size_t i = 0; i < n; i++)
		all[i] = drawn_number();
	return all;
}

static void say(const struct moments *moments)
{
	double near = 1;

	for (long digits = drive_number("digits"); digits; digits--)
		near /= 10;
	drive_say("count %ld", moments->count);
	drive_near("mean", moments->mean, near);
	drive_near("squares", moments->squares, near);
	drive_near("variance", variance(moments), near);
}

static void two_parts(void)
{
	size_t n = (size_t)drive_number("n"), m = (size_t)drive_number("m");
	struct moments a, b, both;

	measure_all(drawn(n), n, &a);
	measure_all(drawn(m), m, &b);
	both = merged(&a, &b);
	say(&a);
	say(&both);
}

/* More numbers than an int can count; their product is too large for a long. */
static void given(void)
{
	struct moments a = { 5000000000, 3, 250 }, b = { 4000000000, 12, 90 };
	struct moments both = merged(&a, &b);

	say(&both);
}

void drive(void)
{
	const char *what = drive_word("do");
	double far = (double)drive_number("far");
	double four[] = { far + 4, far + 7, far + 13, far + 16 };
	struct moments moments;
	size_t n;

	if (what[0] == 'm') {
		two_parts();
	} else if (what[0] == 'g') {
		given();
	} else if (what[0] == 'f') {
		measure_all(four, 4, &moments);
		say(&moments);
	} else {
		n = (size_t)drive_number("n");
		measure_all(drawn(n), n, &moments);
		say(&moments);
	}
}
