/* SPDX-License-Identifier: MIT */
/* ownership.h - what you write in ownership.c. */
#ifndef OWNERSHIP_H
#define OWNERSHIP_H

#include <generator.h>

/*
 * stage_fn - make a stage that reads from up, which it borrows: neither closing
 * nor freeing the stage touches up.  NULL without memory.
 */
typedef struct iter *stage_fn(struct iter *up);

/*
 * pipeline - source, and count stages behind it, as one iterator that owns all.
 *
 * The first stage reads from source, each further one from the stage before it;
 * the items of the last are those of the pipeline, and so are its errors, with
 * their details.  With no stages they are those of source.  stages itself is not
 * kept.
 *
 * iter_close() of the pipeline closes each of its members once, the last stage
 * first, the source last: a stage may still ask its upstream for something while
 * it is being closed.  An error of one of them keeps none from being closed; the
 * first of these errors is what iter_close() returns.  A pipeline that is closed
 * has no items and no error, and closing it again does nothing and returns 0.
 *
 * iter_free() closes as above what was not closed, frees each member before what
 * it reads from, and then the pipeline itself.
 *
 * Returns    NULL if source is, if a stage cannot be made, or without memory.
 *            Further stages are then not made, and those that were made are
 *            freed, the last first, and then source.
 */
struct iter *pipeline(struct iter *source, stage_fn *const *stages,
		      size_t count);

#endif
