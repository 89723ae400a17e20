/* SPDX-License-Identifier: MIT */
/*
 * pipeline.c - stages with one upstream: take, take_while, skip, enumerate,
 * batch, window.
 */
#include <generator/pipeline.h>

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "stage_impl.h"

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
	return iter_stage_pull(&t->stage);
}

static const struct iter_ops take_ops = {
	.next = take_next,
	.close = iter_stage_close,
	.error = iter_stage_error,
	.free = iter_stage_free,
};

struct iter *iter_take(struct iter *up, size_t count)
{
	struct take *t = iter_stage_new(&take_ops, sizeof *t, up);

	if (!t)
		return NULL;
	t->left = count;
	return &t->stage.iter;
}

/* ---- take_while and skip ---- */

struct take_while {
	struct stage stage;
	bool (*keep)(const void *item, void *ctx);
	void *ctx;
};

static const void *take_while_next(struct iter *it)
{
	struct take_while *t = (struct take_while *)it;
	const void *item = iter_stage_pull(&t->stage);

	if (!item || t->keep(item, t->ctx))
		return item;
	t->stage.ended = true;
	return NULL;
}

static const struct iter_ops take_while_ops = {
	.next = take_while_next,
	.close = iter_stage_close,
	.error = iter_stage_error,
	.free = iter_stage_free,
};

struct iter *iter_take_while(struct iter *up,
			     bool (*keep)(const void *item, void *ctx),
			     void *ctx)
{
	struct take_while *t;

	if (!keep)
		return iter_stage_refuse(up, "iter_take_while: it needs a "
					     "function");
	t = iter_stage_new(&take_while_ops, sizeof *t, up);
	if (!t)
		return NULL;
	t->keep = keep;
	t->ctx = ctx;
	return &t->stage.iter;
}

struct skip {
	struct stage stage;
	size_t left;
};

static const void *skip_next(struct iter *it)
{
	struct skip *s = (struct skip *)it;

	for (; s->left; s->left--)
		if (!iter_stage_pull(&s->stage))
			return NULL;
	return iter_stage_pull(&s->stage);
}

static const struct iter_ops skip_ops = {
	.next = skip_next,
	.close = iter_stage_close,
	.error = iter_stage_error,
	.free = iter_stage_free,
};

struct iter *iter_skip(struct iter *up, size_t count)
{
	struct skip *s = iter_stage_new(&skip_ops, sizeof *s, up);

	if (!s)
		return NULL;
	s->left = count;
	return &s->stage.iter;
}

/* ---- enumerate ---- */

struct enumerate {
	struct stage stage;
	struct numbered numbered; /* what was lent last */
};

static const void *enumerate_next(struct iter *it)
{
	struct enumerate *e = (struct enumerate *)it;
	const void *item = iter_stage_pull(&e->stage);

	if (!item)
		return NULL;
	e->numbered.index++;
	e->numbered.item = item;
	return &e->numbered;
}

static const struct iter_ops enumerate_ops = {
	.next = enumerate_next,
	.close = iter_stage_close,
	.error = iter_stage_error,
	.free = iter_stage_free,
};

struct iter *iter_enumerate(struct iter *up, size_t start)
{
	struct enumerate *e = iter_stage_new(&enumerate_ops, sizeof *e, up);

	if (!e)
		return NULL;
	e->numbered.index = start - 1; /* may wrap: it is raised before use */
	return &e->stage.iter;
}

/* ---- batch ---- */

/* Can there be n items of that size, and something before them? */
static bool have_a_size(size_t before, size_t n, size_t size)
{
	return size && n <= ((size_t)-1 - before) / size;
}

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

	while (count < b->n && (item = iter_stage_pull(&b->stage)))
		memcpy(b->items + count++ * b->size, item, b->size);
	b->batch = (struct batch){ b->items, count };
	return count ? &b->batch : NULL;
}

/* What cut the last batch short is said after it. */
static int batch_error(const struct iter *it, const void **with)
{
	const struct batches *b = (const struct batches *)it;

	if (!b->batch.count)
		return iter_stage_error(it, with);
	if (with)
		*with = NULL;
	return 0;
}

static const struct iter_ops batch_ops = {
	.next = batch_next,
	.close = iter_stage_close,
	.error = batch_error,
	.free = iter_stage_free,
};

struct iter *iter_batch(struct iter *up, size_t n, size_t size)
{
	struct batches *b;

	if (!n)
		return iter_stage_refuse(up,
					 "iter_batch: n must be at least one");
	if (!have_a_size(sizeof *b, n, size))
		return iter_stage_refuse(up, "iter_batch: n items of this "
					     "size are no size that memory "
					     "can have");
	b = iter_stage_new(&batch_ops, sizeof *b + n * size, up);
	if (!b)
		return NULL;
	b->n = n;
	b->size = size;
	return &b->stage.iter;
}

/* ---- window ---- */

struct window {
	struct stage stage;
	struct batch batch;
	size_t n, step, size;
	size_t count; /* of items that are in it */
	alignas(max_align_t) char items[];
};

/* After a window was lent: forget step items, if there are so many. */
static void forget(struct window *w)
{
	size_t kept = w->step < w->n ? w->n - w->step : 0;

	for (size_t i = w->n; i < w->step; i++)
		if (!iter_stage_pull(&w->stage))
			break;
	memmove(w->items, w->items + (w->n - kept) * w->size, kept * w->size);
	w->count = kept;
}

static const void *window_next(struct iter *it)
{
	struct window *w = (struct window *)it;
	const void *item;

	if (w->count == w->n)
		forget(w);
	for (; w->count < w->n; w->count++) {
		item = iter_stage_pull(&w->stage);
		if (!item)
			return NULL;
		memcpy(w->items + w->count * w->size, item, w->size);
	}
	w->batch = (struct batch){ w->items, w->n };
	return &w->batch;
}

static const struct iter_ops window_ops = {
	.next = window_next,
	.close = iter_stage_close,
	.error = iter_stage_error,
	.free = iter_stage_free,
};

struct iter *iter_window(struct iter *up, size_t n, size_t step, size_t size)
{
	struct window *w;

	if (!n || !step)
		return iter_stage_refuse(up, "iter_window: n and step must be "
					     "at least one");
	if (!have_a_size(sizeof *w, n, size))
		return iter_stage_refuse(up, "iter_window: n items of this "
					     "size are no size that memory "
					     "can have");
	w = iter_stage_new(&window_ops, sizeof *w + n * size, up);
	if (!w)
		return NULL;
	w->n = n;
	w->step = step;
	w->size = size;
	return &w->stage.iter;
}
