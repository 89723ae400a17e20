/* SPDX-License-Identifier: MIT */
/*
 * pipeline.c - stages that are plain iterators: take, chain, enumerate, batch.
 *
 * Written against the public protocol; only lack of memory is ours.  A stage
 * has no error of its own: it is asked of the upstream, whose error comes
 * with its own detail.
 */
#include <generator/pipeline.h>

#include <errno.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

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
static void *stage_new(const struct iter_ops *ops, size_t size, struct iter *up)
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

static const void *stage_pull(struct stage *s)
{
	const void *item = s->ended ? NULL : s->up->ops->next(s->up);

	if (!item)
		s->ended = true;
	return item;
}

static int stage_close(struct iter *it)
{
	struct stage *s = (struct stage *)it;

	s->ended = true;
	return iter_close(s->up);
}

static int stage_error(const struct iter *it, const void **with)
{
	const struct stage *s = (const struct stage *)it;
	int code = iter_outcome(s->up, with);

	if (!code && with)
		*with = NULL; /* its result is not ours */
	return code;
}

static void stage_free(struct iter *it)
{
	struct stage *s = (struct stage *)it;

	iter_free(s->up);
	free(s);
}

/* ---- take ---- */

struct take {
	struct stage stage;
	size_t left;
};

static const void *take_next(struct iter *it)
{
	struct take *t = (struct take *)it;

	if (!t->left)
		return NULL;
	t->left--;
	return stage_pull(&t->stage);
}

static const struct iter_ops take_ops = {
	.next = take_next,
	.close = stage_close,
	.error = stage_error,
	.free = stage_free,
};

struct iter *iter_take(struct iter *up, size_t count)
{
	struct take *t = stage_new(&take_ops, sizeof *t, up);

	if (!t)
		return NULL;
	t->left = count;
	return &t->stage.iter;
}

/* ---- enumerate ---- */

struct enumerate {
	struct stage stage;
	struct numbered numbered; /* what was lent last */
};

static const void *enumerate_next(struct iter *it)
{
	struct enumerate *e = (struct enumerate *)it;
	const void *item = stage_pull(&e->stage);

	if (!item)
		return NULL;
	e->numbered.index++;
	e->numbered.item = item;
	return &e->numbered;
}

static const struct iter_ops enumerate_ops = {
	.next = enumerate_next,
	.close = stage_close,
	.error = stage_error,
	.free = stage_free,
};

struct iter *iter_enumerate(struct iter *up, size_t start)
{
	struct enumerate *e = stage_new(&enumerate_ops, sizeof *e, up);

	if (!e)
		return NULL;
	e->numbered.index = start - 1; /* may wrap: it is raised before use */
	return &e->stage.iter;
}

/* ---- chain ---- */

struct chain {
	struct stage stage; /* its up is the one being read */
	struct iter *first;
	struct iter *second;
	bool closed;
};

static const void *chain_next(struct iter *it)
{
	struct chain *c = (struct chain *)it;
	const void *item = stage_pull(&c->stage);

	if (item || c->closed || c->stage.up == c->second ||
	    iter_error(c->first))
		return item;
	c->stage.up = c->second;
	c->stage.ended = false;
	return stage_pull(&c->stage);
}

static int chain_close(struct iter *it)
{
	struct chain *c = (struct chain *)it;
	int code = iter_close(c->first), also = iter_close(c->second);

	c->closed = true;
	c->stage.ended = true;
	return code ? code : also;
}

static void chain_free(struct iter *it)
{
	struct chain *c = (struct chain *)it;

	iter_free(c->first);
	iter_free(c->second);
	free(c);
}

static const struct iter_ops chain_ops = {
	.next = chain_next,
	.close = chain_close,
	.error = stage_error,
	.free = chain_free,
};

struct iter *iter_chain(struct iter *first, struct iter *second)
{
	struct chain *c;

	if (!first || !second) {
		iter_free(first);
		iter_free(second);
		return NULL;
	}
	c = stage_new(&chain_ops, sizeof *c, first);
	if (!c) {
		iter_free(second);
		return NULL;
	}
	c->first = first;
	c->second = second;
	return &c->stage.iter;
}

/* ---- batch ---- */

struct batches {
	struct stage stage;
	struct batch batch;
	size_t n, size;
	alignas(max_align_t) char items[];
};

static const void *batch_next(struct iter *it)
{
	struct batches *b = (struct batches *)it;
	size_t count = 0;
	const void *item;

	while (count < b->n && (item = stage_pull(&b->stage)))
		memcpy(b->items + count++ * b->size, item, b->size);
	b->batch = (struct batch){ b->items, count };
	return count ? &b->batch : NULL;
}

/* What cut the last batch short is said after it. */
static int batch_error(const struct iter *it, const void **with)
{
	const struct batches *b = (const struct batches *)it;

	if (!b->batch.count)
		return stage_error(it, with);
	if (with)
		*with = NULL;
	return 0;
}

static const struct iter_ops batch_ops = {
	.next = batch_next,
	.close = stage_close,
	.error = batch_error,
	.free = stage_free,
};

static struct iter *refuse(struct iter *up, const char *text)
{
	iter_free(up);
	return iter_failed(EINVAL, text);
}

struct iter *iter_batch(struct iter *up, size_t n, size_t size)
{
	const size_t most = (size_t)-1 - sizeof(struct batches);
	struct batches *b;

	if (!up)
		return NULL;
	if (!n)
		return refuse(up, "iter_batch: n must be at least one");
	if (!size || n > most / size)
		return refuse(up, "iter_batch: n items of this size are no "
				  "size that memory can have");
	b = stage_new(&batch_ops, sizeof *b + n * size, up);
	if (!b)
		return NULL;
	b->n = n;
	b->size = size;
	return &b->stage.iter;
}
