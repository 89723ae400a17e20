/* SPDX-License-Identifier: MIT */
/* retrying_reader.h - what you write in retrying_reader.c. */
#ifndef RETRYING_READER_H
#define RETRYING_READER_H

#include <generator.h>

/* What a consumer may throw at the reader, about the record that it has. */
enum {
	BAD_RECORD = -1, /* nothing can be done with it */
	AGAIN = -2       /* it may work if it is tried once more */
};

/* struct tally - what the reader returns. */
struct tally {
	long good; /* records of which nothing bad was heard */
	long bad;  /* those that were thrown away */
};

/*
 * reader - the records of up, as they came, for a consumer who may complain.
 *
 * gen_next() gives the next record; the one before was good.  gen_throw() with
 *
 *   BAD_RECORD  counts the record as bad, and gives the next one
 *   AGAIN       gives the same record once more, without asking up.  One that
 *               was given tries times already is bad: it is counted, and the
 *               next one is given.
 *
 * and so on, also if there are complaints one after the other.  Any other error
 * ends the reader, and comes out again with its detail.  tries is at least 1.
 *
 * The reader asks up for a record only when it is to give one, and owns up: when
 * it ends or is freed, up is freed, too.
 *
 * Returns    at its end, by gen_result(): the address of a struct tally, valid
 *            until the reader is next resumed or freed.
 * Errors     that of up, with its detail; there is then no result.
 */
struct gen *reader(struct iter *up, long tries);

#endif
