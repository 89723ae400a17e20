/* SPDX-License-Identifier: MIT */
/*
 * join.c - many iterators as one: chain, zip, flatten.
 */
#include <generator/pipeline.h>

#include "stage_impl.h"

/* ---- chain and zip ---- */

static const void *chain_next(struct iter *it)
{
	struct joined *j = (struct joined *)it;
	const void *item = iter_stage_pull(&j->stage);

	/* One that is closed has its second for up. */
	if (item || j->stage.up == j->ups[1] || iter_error(j->ups[0]))
		return item;
	j->stage.up = j->ups[1];
	j->stage.ended = false;
	return iter_stage_pull(&j->stage);
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
