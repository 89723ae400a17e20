/* SPDX-License-Identifier: MIT */
/*
 * retrying_reader.c - a reader to whom one can complain.
 *
 * Prediction:
 */
#include "retrying_reader.h"

struct gen *reader(struct iter *up, long tries)
{
	/* TODO: a body that looks, after each yield, whether something was
	 * thrown, and what.  It owns up. */
	(void)tries;
	iter_free(up);
	return NULL;
}
