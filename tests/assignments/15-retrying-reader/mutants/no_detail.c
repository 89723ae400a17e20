/* SPDX-License-Identifier: MIT */
/*
 * no_detail.c - what was thrown comes out without what came with it.
 *
 * Must fail: output; then: ledger
 * Prediction: three; the last finds no further record, so it brings nothing, and
 */
#include "retrying_reader.h"

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
			gen_raise(self, code);
			return RAISED;
		}
	}
	return GOOD;
}

static const void *records(struct gen *self, void *args)
{
	const struct records *my = args;
	struct tally tally = { 0 };

	gen_each (const void *, record, my->up) {
		enum fate fate = offer(self, record, my->tries);

		if (fate == RAISED)
			return NULL;
		tally.good += fate == GOOD;
		tally.bad += fate == BAD;
	}
	if (iter_error(my->up))
		return gen_raise_with(self, iter_error(my->up),
				      iter_detail(my->up));
	return gen_keep(self, &tally, sizeof tally);
}

struct gen *reader(struct iter *up, long tries)
{
	return gen_adopt(gen_call(records, .up = up, .tries = tries), up);
}
