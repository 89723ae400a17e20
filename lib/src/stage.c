/* SPDX-License-Identifier: MIT */
/*
 * stage.c - what stages have in common.
 *
 * Written against the public protocol; only lack of memory is ours.  Most
 * stages have no error of their own: it is asked of the upstream, whose error
 * comes with its own detail.
 */
#include "stage_impl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void *iter_stage_new(const struct iter_ops *ops, size_t size, struct iter *up)
{
	struct stage *s;

	if (!up)
		return NULL;
	s = calloc(1, size);
	if (!s) {
		iter_free(up);
		return gen_no_memory("malloc of a stage", size, NULL);
	}
	s->iter.ops = ops;
	s->up = up;
	return s;
}

int iter_stage_close(struct iter *it)
{
	struct stage *s = (struct stage *)it;

	s->ended = true;
	return iter_close(s->up);
}

int iter_stage_error(const struct iter *it, const void **with)
{
	const struct stage *s = (const struct stage *)it;
	int code = iter_outcome(s->up, with);

	if (!code && with)
		*with = NULL; /* its result is not ours */
	return code;
}

void iter_stage_free(struct iter *it)
{
	struct stage *s = (struct stage *)it;

	iter_free(s->up);
	free(s);
}

struct iter *iter_stage_refuse(struct iter *up, const char *text)
{
	if (!up)
		return NULL;
	iter_free(up);
	return iter_failed(EINVAL, text);
}

/* ---- Many upstreams ---- */

static bool all_there(struct iter *const *ups, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!ups[i])
			return false;
	return true;
}

void *iter_joined_new(const struct iter_ops *ops, size_t size,
		      struct iter *const *ups, size_t count)
{
	const size_t all = size + count * sizeof *ups;
	bool there = all_there(ups, count);
	struct joined *j = there ? calloc(1, all) : NULL;

	if (!j) {
		for (size_t i = 0; i < count; i++)
			iter_free(ups[i]);
		return there ? gen_no_memory("malloc of a stage", all, NULL) :
			       NULL;
	}
	j->stage.iter.ops = ops;
	j->stage.up = count ? ups[0] : NULL;
	j->count = count;
	j->ups = (struct iter **)((char *)j + size);
	for (size_t i = 0; i < count; i++)
		j->ups[i] = ups[i];
	return j;
}

int iter_joined_close(struct iter *it)
{
	struct joined *j = (struct joined *)it;
	bool failed = j->count && iter_error(j->stage.up);
	int code = 0;

	for (size_t i = 0; i < j->count; i++) {
		int also = iter_close(j->ups[i]);

		if (!also || code)
			continue;
		code = also;
		if (!failed) /* else that is why there was no item */
			j->stage.up = j->ups[i];
	}
	j->stage.ended = true;
	return code;
}

void iter_joined_free(struct iter *it)
{
	struct joined *j = (struct joined *)it;

	for (size_t i = 0; i < j->count; i++)
		iter_free(j->ups[i]);
	free(j);
}
