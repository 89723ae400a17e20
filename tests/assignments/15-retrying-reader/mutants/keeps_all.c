/* SPDX-License-Identifier: MIT */
/*
 * keeps_all.c - all records are read first, so that there is no hurry.
 *
 * Must fail: ledger; then: peak slope
 * Prediction: three; the last finds no further record, so it brings nothing, and
 */
#include "retrying_reader.h"

#include <errno.h>
#include <stdlib.h>

struct records {
	struct iter *up;
	long tries;
};

enum fate { GOOD, BAD, RAISED };

/* Lend a record until the consumer is content with it, or it is given up. */
static enum fate offer(struct gen *self, const void *record, long tries)
{
	for (long given = 1; !gen_yield(self, record); given++) {
		int code = gen_catch(self);

		if (code == BAD_RECORD || (code == AGAIN && given >= tries))
			return BAD;
		if (code != AGAIN) {
			gen_raise_with(self, code, gen_detail(self));
			return RAISED;
		}
	}
	return GOOD;
}

static const void *records(struct gen *self, void *args)
{
	const struct records *my = args;
	struct tally tally = { 0 };
	long *all = NULL;
	size_t n = 0;

	gen_each (const long *, record, my->up) {
		long *more = realloc(all, (n + 1) * sizeof *all);

		if (!more) {
			free(all);
			return gen_raise(self, ENOMEM);
		}
		all = more;
		all[n++] = *record;
	}
	for (size_t i = 0; i < n; i++) {
		enum fate fate = offer(self, &all[i], my->tries);

		if (fate == RAISED) {
			free(all);
			return NULL;
		}
		tally.good += fate == GOOD;
		tally.bad += fate == BAD;
	}
	free(all);
	if (iter_error(my->up))
		return gen_raise_with(self, iter_error(my->up),
				      iter_detail(my->up));
	return gen_keep(self, &tally, sizeof tally);
}

struct gen *reader(struct iter *up, long tries)
{
	return gen_adopt(gen_call(records, .up = up, .tries = tries), up);
}
