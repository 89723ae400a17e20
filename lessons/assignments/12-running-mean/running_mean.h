/* SPDX-License-Identifier: MIT */
/* running_mean.h - what you write in running_mean.c. */
#ifndef RUNNING_MEAN_H
#define RUNNING_MEAN_H

#include <generator.h>

/*
 * running_mean - for each number of up, the mean of all numbers until then.
 *
 * Items of up and of running_mean() are double.  It asks up for a number only
 * when it is asked for a mean, and owns up: when it ends or is freed, up is
 * freed, too.  Numbers may be large: a mean is one, though their sum is not.
 *
 * When there are no more numbers it returns the mean of all of them, so that
 * gen_result() is the address of a double; NULL if there was no number.  It is
 * valid until the generator is next resumed or freed.
 *
 * Errors     that of up, with its detail; there is then no result.
 */
struct gen *running_mean(struct iter *up);

/*
 * final_mean - the mean of all numbers of up.
 *
 * By running_mean(), whose result it is.  Owns up: it is freed on return.
 *
 *   mean   becomes the mean; is left alone if there is none
 *
 * Returns    0; ENODATA if there was no number; else the error.
 */
int final_mean(struct iter *up, double *mean);

#endif
