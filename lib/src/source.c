/* SPDX-License-Identifier: MIT */
/*
 * source.c - which samples come next.
 *
 * An indexed dataset without a sampler has an order, and a batch is a span of
 * it: drawing takes no time, the worker does the rest.  Samplers and streams
 * are iterators, and must be asked for one item after the other; the samples of
 * a stream, which are only lent, are copied when they are drawn.
 */
#include "loader_impl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool streams(const struct loader *l)
{
	return !l->set->ops->get;
}

/* ---- Opening and closing ---- */

static void window_free(struct source *s)
{
	for (size_t i = 0; i < s->count; i++)
		loader_chunks_free(&s->windowed[i].loose);
	s->count = 0;
	free(s->windowed);
	free(s->window);
	s->windowed = NULL;
	s->window = NULL;
}

void loader_source_close(struct loader *l)
{
	struct source *s = &l->source;

	window_free(s);
	iter_free(s->up);
	*s = (struct source){ .ended = true };
}

void loader_source_begin(struct loader *l)
{
	loader_source_close(l);
	l->source = (struct source){ 0 };
}

static struct iter *open_source(struct loader *l)
{
	const struct loader_options *o = &l->options;
	struct dataset_part part = { l->epoch, o->rank, o->world };

	if (o->batch_sampler)
		return o->batch_sampler(o->sampler_ctx, l->epoch);
	if (o->sampler)
		return o->sampler(o->sampler_ctx, l->epoch);
	return l->set->ops->open(l->set, &part);
}

static const void *pull_any(struct source *s)
{
	const void *item = s->ended ? NULL : iter_next(s->up);

	if (!item && !s->ended) {
		s->ended = true;
		s->code = iter_error(s->up);
	}
	s->pulled += item != NULL;
	return item;
}

/* The next item that is this rank's: every world-th, unless the dataset deals
 * them out itself. */
static const void *pull(struct loader *l)
{
	struct source *s = &l->source;
	const struct loader_options *o = &l->options;
	const void *item;

	/* Who closes or restarts the loader waits for no batch. */
	if (stopping(l))
		return NULL;
	item = pull_any(s);
	if (streams(l) && l->set->ops->shards)
		return item;
	while (item && (s->pulled - 1) % o->world != o->rank)
		item = pull_any(s);
	return item;
}

/* ---- Streams ---- */

/* Copy an item to sample, as number index.  false: it failed. */
static bool copy(struct loading *in, const void *item, void *sample)
{
	struct dataset *set = in->loader->set;

	in->begun = false;
	if (!set->ops->copy) {
		memcpy(sample, item, set->size);
		return true;
	}
	return !loading_failed(in, set->ops->copy(set, item, sample, in));
}

/* The numbers of the count items pulled last. */
static void number(struct loader *l, uint64_t *numbers, size_t count)
{
	const struct source *s = &l->source;

	if (l->set->ops->numbers) {
		l->set->ops->numbers(l->set, s->up, numbers, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		numbers[i] = s->pulled - count + i;
}

static bool window_new(struct loader *l)
{
	struct source *s = &l->source;
	size_t w = l->options.window, size = l->set->size;

	if (!size || w <= SIZE_MAX / size)
		s->window = malloc(w * size + !size);
	s->windowed = calloc(w, sizeof *s->windowed);
	if (s->window && s->windowed)
		return true;
	window_free(s);
	return false;
}

/* Have the window full, unless the stream is at its end.  Samples that fail are
 * an error of the batch that is being drawn. */
static void window_fill(struct loader *l, struct loading *in)
{
	struct source *s = &l->source;
	const void *item;

	while (s->count < l->options.window && (item = pull(l))) {
		struct windowed *w = &s->windowed[s->count];

		w->loose = NULL;
		number(l, &w->index, 1);
		in->index = w->index;
		in->loose = &w->loose;
		if (copy(in, item, s->window + s->count * l->set->size))
			s->count++;
		else
			loader_chunks_free(&w->loose);
	}
	in->loose = NULL;
}

static void move_chunks(struct chunk **to, struct chunk **from)
{
	struct chunk **end = from;

	while (*end)
		end = &(*end)->next;
	*end = *to;
	*to = *from;
	*from = NULL;
}

/* One of those in the window, at random. */
static size_t window_pick(struct loader *l)
{
	struct source *s = &l->source;
	uint64_t hash = loader_order_hash(l->options.seed, l->epoch);

	return (size_t)(loader_order_hash(hash, s->picked++) % s->count);
}

/* What was at that place is drawn: the last one closes the gap. */
static void window_close(struct loader *l, size_t at)
{
	struct source *s = &l->source;
	size_t size = l->set->size, last = --s->count;

	s->windowed[at] = s->windowed[last];
	if (at != last)
		memcpy(s->window + at * size, s->window + last * size, size);
}

enum drawn { DRAWN, LEFT_OUT, ENDED };

/* Without a sample to write to, it is lost. */
static enum drawn draw_from_window(struct loader *l, struct loading *in,
				   void *sample)
{
	struct source *s = &l->source;
	struct windowed *w;
	size_t at;

	window_fill(l, in);
	if (!s->count)
		return ENDED;
	at = window_pick(l);
	w = &s->windowed[at];
	if (sample) {
		memcpy(sample, s->window + at * l->set->size, l->set->size);
		move_chunks(&in->slot->held->loose, &w->loose);
		in->index = w->index;
	} else {
		loader_chunks_free(&w->loose);
	}
	window_close(l, at);
	return DRAWN;
}

/* Draw one sample of a stream. */
static enum drawn draw_sample(struct loader *l, struct loading *in,
			      void *sample)
{
	const void *item;

	if (l->options.window)
		return draw_from_window(l, in, sample);
	item = pull(l);
	if (!item)
		return ENDED;
	number(l, &in->index, 1);
	return copy(in, item, sample) ? DRAWN : LEFT_OUT;
}

/* Draw up to count samples at once.  0: one must be drawn, to learn why not. */
static size_t draw_many(struct loader *l, const struct loading *in,
			size_t count)
{
	const struct dataset_ops *ops = l->set->ops;
	struct held *held = in->slot->held;
	struct source *s = &l->source;
	struct loading quiet = *in;
	size_t *have = &in->slot->count, drawn;

	if (!ops->copy_many || l->options.window || s->ended || stopping(l) ||
	    (!ops->shards && l->options.world > 1))
		return 0;
	quiet.quiet = true;
	drawn = ops->copy_many(l->set, s->up,
			       held->samples + *have * l->set->size, count,
			       &quiet);
	s->pulled += drawn;
	number(l, held->index + *have, drawn);
	*have += drawn;
	return drawn;
}

/* Draw a batch of a stream, or what is left of it.  Samples that fail are drawn
 * all the same: the batches after them must not depend on it. */
static size_t draw_stream(struct loader *l, struct loading *in)
{
	struct slot *slot = in->slot;
	struct held *held = slot->held;
	size_t drawn = 0, many;

	while (drawn < l->options.batch) {
		void *sample = held->samples + slot->count * l->set->size;
		enum drawn how;

		many = draw_many(l, in, l->options.batch - drawn);
		drawn += many;
		if (many)
			continue;
		how = draw_sample(l, in, sample);
		if (how == ENDED)
			break;
		drawn++;
		if (how == DRAWN)
			held->index[slot->count++] = in->index;
	}
	return drawn;
}

/* Without memory for a batch its samples are drawn all the same, too, and lost:
 * so the epoch comes to its end in any case. */
static size_t draw_in_vain(struct loader *l, struct loading *in)
{
	size_t drawn = 0;

	while (drawn < l->options.batch &&
	       (l->options.window ? draw_from_window(l, in, NULL) == DRAWN :
				    pull(l) != NULL))
		drawn++;
	return drawn;
}

/* ---- Samplers ---- */

static size_t draw_numbers(struct loader *l, struct slot *slot)
{
	const uint64_t *index;

	while (slot->count < l->options.batch && (index = pull(l)))
		slot->held->index[slot->count++] = *index;
	return slot->count;
}

static size_t draw_batch_of_numbers(struct loader *l, struct slot *slot)
{
	const struct batch *batch = pull(l);

	if (!batch)
		return 0;
	if (!loader_slot_prepare(l, slot, batch->count))
		return 1;
	slot->count = batch->count;
	if (batch->count)
		memcpy(slot->held->index, batch->items,
		       batch->count * sizeof(uint64_t));
	return 1;
}

/* ---- A batch ---- */

static size_t draw_items(struct loader *l, struct slot *slot, unsigned worker)
{
	struct loading in = loading_of(l, slot, worker);

	if (l->options.batch_sampler)
		return draw_batch_of_numbers(l, slot);
	if (!loader_slot_prepare(l, slot, l->options.batch))
		return draw_in_vain(l, &in);
	return streams(l) ? draw_stream(l, &in) : draw_numbers(l, slot);
}

static bool open_first(struct loader *l, struct slot *slot)
{
	struct source *s = &l->source;

	if (s->opened)
		return true;
	s->opened = true;
	s->up = open_source(l);
	if (!l->options.window || window_new(l))
		return true;
	s->ended = true;
	loader_slot_fail(l, slot, 0, ENOMEM, "no memory for the window");
	return false;
}

/* The end of an iterator may be an error: that is a batch of its own, after
 * what came before it. */
static bool draw_end(struct loader *l, struct slot *slot)
{
	struct source *s = &l->source;

	if (!s->code)
		return false;
	loader_slot_fail(l, slot, 0, s->code, iter_detail(s->up));
	s->code = 0;
	return true;
}

static bool draw_from_iterator(struct loader *l, struct slot *slot,
			       unsigned worker)
{
	bool whole = l->options.batch_sampler;
	size_t drawn;

	if (!open_first(l, slot))
		return true;
	drawn = draw_items(l, slot, worker);
	if (!drawn)
		return draw_end(l, slot);
	/* A last batch that is cut short by an error is lent all the same. */
	return whole || drawn == l->options.batch || !l->options.drop_last ||
	       l->source.code;
}

bool loader_source_draw(struct loader *l, struct slot *slot, unsigned worker)
{
	struct source *s = &l->source;

	loader_slot_begin(l, slot, l->next);
	if (loader_source_is_order(l)) {
		slot->span = loader_order_span(&l->order, l->next);
		return slot->span.count > 0;
	}
	/* After a resume: an iterator must be asked for all once more. */
	for (; s->skipped < l->start; s->skipped++) {
		if (!draw_from_iterator(l, slot, worker))
			return false;
		loader_slot_begin(l, slot, l->next);
	}
	return draw_from_iterator(l, slot, worker);
}
