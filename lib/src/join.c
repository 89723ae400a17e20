/* SPDX-License-Identifier: MIT */
/*
 * join.c - many iterators as one: chain, zip, merge, flatten.
 */
#include <generator/pipeline.h>

#include <errno.h>

#include "stage_impl.h"

/* ---- chain and zip ---- */

static const void *chain_next(struct iter *it)
{
	struct joined *j = (struct joined *)it;
	struct stage *s = &j->stage;
	const void *item;

	if (s->ended)
		return NULL;
	item = iter_stage_pull(s);
	if (item || s->up == j->ups[1] || iter_error(j->ups[0]))
		return item;
	s->up = j->ups[1];
	s->ended = false;
	return iter_stage_pull(s);
}

static const struct iter_ops chain_ops = {
	.next = chain_next,
	.close = iter_joined_close,
	.error = iter_stage_error,
	.free = iter_joined_free,
};

struct iter *iter_chain(struct iter *first, struct iter *second)
{
	struct joined *j = iter_joined_new(
		&chain_ops, sizeof *j, (struct iter *[]){ first, second }, 2);

	return j ? &j->stage.iter : NULL;
}

struct zip {
	struct joined joined;
	struct pair pair;
};

static const void *zip_next(struct iter *it)
{
	struct zip *z = (struct zip *)it;
	struct stage *s = &z->joined.stage;

	if (s->ended)
		return NULL;
	s->up = z->joined.ups[0];
	z->pair.first = iter_stage_pull(s);
	if (!z->pair.first)
		return NULL;
	s->up = z->joined.ups[1];
	z->pair.second = iter_stage_pull(s);
	return z->pair.second ? &z->pair : NULL;
}

static const struct iter_ops zip_ops = {
	.next = zip_next,
	.close = iter_joined_close,
	.error = iter_stage_error,
	.free = iter_joined_free,
};

struct iter *iter_zip(struct iter *first, struct iter *second)
{
	struct zip *z = iter_joined_new(&zip_ops, sizeof *z,
					(struct iter *[]){ first, second }, 2);

	return z ? &z->joined.stage.iter : NULL;
}

/* ---- merge ---- */

struct head {
	const void *item; /* lent by ups[which] */
	size_t which;
};

struct merge {
	struct joined joined;
	int (*compare)(const void *a, const void *b);
	bool started;
	size_t count;       /* of upstreams that have not ended */
	struct head heap[]; /* their items; the least, which is lent, first */
};

static bool comes_before(const struct merge *m, const struct head *a,
			 const struct head *b)
{
	int order = m->compare(a->item, b->item);

	return order ? order < 0 : a->which < b->which;
}

/* Let heap[at] sink to where it belongs, below it being in order. */
static void sink(struct merge *m, size_t at)
{
	const struct head head = m->heap[at];
	size_t below;

	while ((below = 2 * at + 1) < m->count) {
		if (below + 1 < m->count &&
		    comes_before(m, &m->heap[below + 1], &m->heap[below]))
			below++;
		if (comes_before(m, &head, &m->heap[below]))
			break;
		m->heap[at] = m->heap[below];
		at = below;
	}
	m->heap[at] = head;
}

/* The next item of one upstream; an error there ends all. */
static const void *pull(struct merge *m, size_t which)
{
	struct stage *s = &m->joined.stage;
	const void *item;

	s->up = m->joined.ups[which];
	item = iter_next(s->up);
	if (!item && iter_error(s->up))
		s->ended = true;
	return item;
}

static void start(struct merge *m)
{
	m->started = true;
	for (size_t i = 0; i < m->joined.count && !m->joined.stage.ended; i++) {
		const void *item = pull(m, i);

		if (item)
			m->heap[m->count++] = (struct head){ item, i };
	}
	for (size_t at = m->count / 2; at--;)
		sink(m, at);
}

/* What was lent is asked for again only now, when it may go. */
static void go_on(struct merge *m)
{
	m->heap[0].item = pull(m, m->heap[0].which);
	if (!m->heap[0].item)
		m->heap[0] = m->heap[--m->count];
	if (m->count)
		sink(m, 0);
}

static const void *merge_next(struct iter *it)
{
	struct merge *m = (struct merge *)it;

	if (m->joined.stage.ended)
		return NULL;
	if (!m->started)
		start(m);
	else if (m->count)
		go_on(m);
	return m->joined.stage.ended || !m->count ? NULL : m->heap[0].item;
}

static int merge_error(const struct iter *it, const void **with)
{
	if (((const struct merge *)it)->joined.count)
		return iter_stage_error(it, with);
	if (with)
		*with = NULL;
	return 0;
}

static const struct iter_ops merge_ops = {
	.next = merge_next,
	.close = iter_joined_close,
	.error = merge_error,
	.free = iter_joined_free,
};

struct iter *iter_merge(struct iter *const *ups, size_t count,
			int (*compare)(const void *a, const void *b))
{
	struct merge *m;

	if (count && !ups)
		return iter_failed(EINVAL, "iter_merge: no upstreams given");
	m = iter_joined_new(&merge_ops, sizeof *m + count * sizeof *m->heap,
			    ups, count);
	if (!m)
		return NULL;
	if (!compare)
		return iter_stage_refuse(&m->joined.stage.iter,
					 "iter_merge: it needs a function");
	m->compare = compare;
	return &m->joined.stage.iter;
}

/* ---- flatten ---- */

struct flatten {
	struct stage stage;
	struct iter *(*open)(const void *item);
	struct iter *inner; /* what is lent from: NULL if that had no memory */
	bool inside;
};

/* Open the next inner iterator.  Returns false if there is none. */
static bool enter(struct flatten *f)
{
	const void *item = iter_stage_pull(&f->stage);

	if (!item)
		return false;
	f->inner = f->open(item);
	return f->inside = true;
}

static const void *flatten_next(struct iter *it)
{
	struct flatten *f = (struct flatten *)it;
	const void *item;

	while (!f->stage.ended && (f->inside || enter(f))) {
		item = iter_next(f->inner);
		if (item)
			return item;
		if (iter_error(f->inner)) {
			f->stage.ended = true;
			break;
		}
		iter_free(f->inner);
		f->inside = false;
	}
	return NULL;
}

static int flatten_close(struct iter *it)
{
	struct flatten *f = (struct flatten *)it;
	int code = f->inside ? iter_close(f->inner) : 0;
	int also = iter_stage_close(it);

	return code ? code : also;
}

static int flatten_error(const struct iter *it, const void **with)
{
	const struct flatten *f = (const struct flatten *)it;
	int code = f->inside ? iter_outcome(f->inner, with) : 0;

	return code ? code : iter_stage_error(it, with);
}

static void flatten_free(struct iter *it)
{
	struct flatten *f = (struct flatten *)it;

	if (f->inside)
		iter_free(f->inner);
	iter_stage_free(it);
}

static const struct iter_ops flatten_ops = {
	.next = flatten_next,
	.close = flatten_close,
	.error = flatten_error,
	.free = flatten_free,
};

struct iter *iter_flatten_by(struct iter *up,
			     struct iter *(*open)(const void *item))
{
	struct flatten *f = iter_stage_new(&flatten_ops, sizeof *f, up);

	if (!f)
		return NULL;
	f->open = open;
	return &f->stage.iter;
}

static struct iter *item_itself(const void *item)
{
	return (struct iter *)item;
}

struct iter *iter_flatten(struct iter *up)
{
	return iter_flatten_by(up, item_itself);
}
