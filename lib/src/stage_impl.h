/* SPDX-License-Identifier: MIT */
/*
 * stage_impl.h - what stages have in common: upstreams, which they own, and
 * what they do with them unless they know better.
 */
#ifndef STAGE_IMPL_H
#define STAGE_IMPL_H

#include "iter_impl.h"

/* What all stages begin with. */
struct stage {
	struct iter iter;
	struct iter *up;
	bool ended; /* up has had no item: do not ask again */
};

/*
 * Allocate a stage of size bytes above up.  up is ours from here on: where
 * there is no memory, or no up, it is freed and there is no stage.
 */
void *iter_stage_new(const struct iter_ops *ops, size_t size, struct iter *up);

static inline const void *iter_stage_pull(struct stage *s)
{
	const void *item = s->ended ? NULL : s->up->ops->next(s->up);

	if (!item)
		s->ended = true;
	return item;
}

int iter_stage_close(struct iter *it);
int iter_stage_error(const struct iter *it, const void **with);
void iter_stage_free(struct iter *it);

/* In place of a stage whose argument makes no sense: frees up.  There is no
 * stage at all above no up. */
struct iter *iter_stage_refuse(struct iter *up, const char *text);

/* Stages with many upstreams: stage.up is the one that was asked last, whose
 * error is the stage's. */
struct joined {
	struct stage stage;
	size_t count;
	struct iter **ups; /* behind the struct that begins with this one */
};

/* As iter_stage_new(), above all of ups. */
void *iter_joined_new(const struct iter_ops *ops, size_t size,
		      struct iter *const *ups, size_t count);
int iter_joined_close(struct iter *it);
void iter_joined_free(struct iter *it);

/* Flatten with a function that opens what an item names. */
struct iter *iter_flatten_by(struct iter *up,
			     struct iter *(*open)(const void *item));

#endif
