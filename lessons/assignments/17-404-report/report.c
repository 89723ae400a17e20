/* SPDX-License-Identifier: MIT */
/*
 * report.c - which pages were not found?  A pipeline over many logs.
 *
 * Prediction:
 */
#include "report.h"

struct iter *not_found(struct iter *paths)
{
	/* TODO: from paths to lines, from lines to fields, from fields to
	 * those of status 404.  <generator/pipeline.h> and <generator/text.h>
	 * have stages for these.
	 *
	 * TODO: a stage of your own that lends each page once.  What it
	 * remembers it must copy: a field lies in a line, and a line is lent. */
	iter_free(paths);
	return NULL;
}
