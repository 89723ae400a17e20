/* SPDX-License-Identifier: MIT */
/*
 * tee.c - one iterator for many readers.
 */
#include <generator/pipeline.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "iter_impl.h"

struct reader {
	struct iter iter;
	struct tee *tee;
	size_t at; /* how many items it was lent */
	bool closed;
	char lagging[112]; /* the error's text, if somebody does */
};

/*
 * What the readers share.  Item i is in slot i % slots:
 *
 *	slowest reader's at       head
 *	v                         v
 *	| lent | kept ... | kept | free |
 *
 * The slowest one's last item is still lent, so there is a slot for that, too.
 */
struct tee {
	struct iter *up;
	bool ended;
	size_t head; /* how many items were pulled */
	char *items;
	size_t slots, size;
	size_t count, left; /* readers; those that were not freed */
	struct reader reader[];
};

static void *slot(struct tee *t, size_t i)
{
	return t->items + i % t->slots * t->size;
}

static struct reader *slowest(struct tee *t)
{
	struct reader *slow = NULL;

	for (struct reader *r = t->reader; r < t->reader + t->count; r++)
		if (!r->closed && (!slow || r->at < slow->at))
			slow = r;
	return slow;
}

/* Pull an item for r, which has had all that there are. */
static bool pull(struct tee *t, struct reader *r)
{
	const struct reader *slow = slowest(t);
	const void *item;

	if (t->ended)
		return false;
	if (t->head - slow->at == t->slots - 1) {
		snprintf(r->lagging, sizeof r->lagging,
			 "iter_tee: reader %zu lags %zu items behind, and no "
			 "more are kept",
			 (size_t)(slow - t->reader), t->head - slow->at);
		return false;
	}
	item = iter_next(t->up);
	if (item)
		memcpy(slot(t, t->head++), item, t->size);
	else
		t->ended = true;
	return item;
}

static const void *reader_next(struct iter *it)
{
	struct reader *r = (struct reader *)it;

	r->lagging[0] = '\0';
	if (r->closed || (r->at == r->tee->head && !pull(r->tee, r)))
		return NULL;
	return slot(r->tee, r->at++);
}

static int reader_close(struct iter *it)
{
	struct reader *r = (struct reader *)it;

	r->lagging[0] = '\0';
	r->closed = true;
	return slowest(r->tee) ? 0 : iter_close(r->tee->up);
}

static int reader_error(const struct iter *it, const void **with)
{
	const struct reader *r = (const struct reader *)it;
	bool lagging = r->lagging[0];
	int code = 0;

	if (!lagging && r->at == r->tee->head)
		code = iter_outcome(r->tee->up, with);
	if (!code && with)
		*with = lagging ? r->lagging : NULL;
	return lagging ? ENOBUFS : code;
}

static void reader_free(struct iter *it)
{
	struct reader *r = (struct reader *)it;
	struct tee *t = r->tee;
	int code;

	if (--t->left) {
		code = r->closed ? 0 : reader_close(it);
		if (code)
			gen_unraisable(NULL, code, iter_detail(t->up));
		return;
	}
	iter_free(t->up);
	free(t->items);
	free(t);
}

static const struct iter_ops reader_ops = {
	.next = reader_next,
	.close = reader_close,
	.error = reader_error,
	.free = reader_free,
};

static struct tee *tee_new(size_t count, size_t slots, size_t size)
{
	const size_t all = sizeof(struct tee) + count * sizeof(struct reader);
	struct tee *t = calloc(1, all);

	if (t)
		t->items = malloc(slots * size);
	if (!t || !t->items) {
		free(t);
		return gen_no_memory("malloc of a tee", all + slots * size,
				     NULL);
	}
	t->slots = slots;
	t->size = size;
	t->count = t->left = count;
	for (size_t i = 0; i < count; i++) {
		t->reader[i].iter.ops = &reader_ops;
		t->reader[i].tee = t;
	}
	return t;
}

void iter_tee(struct iter *up, struct iter **readers, size_t count, size_t most,
	      size_t size)
{
	bool sensible = count && most && size && most < (size_t)-1 / size;
	struct tee *t = up && sensible ? tee_new(count, most + 1, size) : NULL;

	for (size_t i = 0; i < count; i++)
		readers[i] =
			t ? &t->reader[i].iter :
			up && !sensible ?
			    iter_failed(EINVAL,
					"iter_tee: most and size must be "
					"at least one, and fit in memory") :
			    NULL;
	if (t)
		t->up = up;
	else
		iter_free(up);
}
