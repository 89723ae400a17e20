/* SPDX-License-Identifier: MIT */
/*
 * loading.c - loading the samples of a batch into its slot.
 *
 * Everything here is done by one thread for one batch, and several threads may
 * be at it for several batches.
 */
#define _GNU_SOURCE
#include "loader_impl.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024, TEXT = 4000, SAMPLES_ALIGN = 64 };

/* ---- Memory ---- */

void loader_chunks_free(struct chunk **list)
{
	struct chunk *chunk;

	while ((chunk = *list)) {
		*list = chunk->next;
		free(chunk);
	}
}

void loader_held_free(struct held *held)
{
	if (!held)
		return;
	loader_chunks_free(&held->chunks);
	loader_chunks_free(&held->loose);
	free(held);
}

void loader_slot_free(struct slot *slot)
{
	loader_held_free(slot->held);
	free(slot->text);
}

static struct chunk *chunk_new(struct chunk **list, size_t size)
{
	struct chunk *chunk = NULL;

	if (size <= SIZE_MAX - sizeof *chunk)
		chunk = malloc(sizeof *chunk + size);
	if (!chunk)
		return NULL;
	*chunk = (struct chunk){ .next = *list, .size = size };
	*list = chunk;
	return chunk;
}

/* For the next batch: one chunk with room for all that this one had.  Chunks
 * that were kept as they are would become more with each batch whose rooms do
 * not fit; and one large room would take its memory for ever.  Without memory
 * for it the next batch tries again. */
static void chunks_reset(struct chunk **list)
{
	struct chunk *first = *list;
	size_t used = 0;

	for (struct chunk *chunk = first; chunk; chunk = chunk->next)
		used += chunk->used;
	if (first && !first->next && first->size / 2 <= used + CHUNK / 2) {
		first->used = 0;
		return;
	}
	loader_chunks_free(list);
	if (used)
		chunk_new(list, used);
}

/* The batch is done with: its memory can be used again. */
static void reset(struct slot *slot)
{
	struct held *held = slot->held;

	free(slot->text);
	slot->text = NULL;
	slot->failed = slot->viewed = false;
	if (!held)
		return;
	loader_chunks_free(&held->loose);
	chunks_reset(&held->chunks);
}

static size_t align(size_t size, size_t to)
{
	return (size + to - 1) / to * to;
}

static struct held *held_new(size_t capacity, size_t size)
{
	size_t each = size + sizeof(uint64_t);
	struct held *held = NULL;

	/* Room to align samples, which takes less time than aligned_alloc(),
	 * and to keep them apart from what another thread writes. */
	if (each >= size && capacity <= SIZE_MAX / 2 / each)
		held = malloc(sizeof *held + capacity * each + SAMPLES_ALIGN +
			      CACHE_LINE);
	if (!held)
		return NULL;
	*held = (struct held){ .capacity = capacity, .size = capacity * size };
	held->index = (uint64_t *)(held + 1);
	held->samples = (char *)(held->index + capacity);
	held->samples += -(uintptr_t)held->samples % SAMPLES_ALIGN;
	return held;
}

bool loader_slot_prepare(struct loader *l, struct slot *slot, size_t capacity)
{
	struct held *held = slot->held;

	if (held && held->capacity >= capacity)
		return true;
	held = held_new(capacity, l->set->size);
	if (!held) {
		loader_slot_fail(l, slot, 0, ENOMEM, "no memory for the batch");
		return false;
	}
	loader_held_free(slot->held);
	slot->held = held;
	return true;
}

/* ---- What get, copy and transforms call ---- */

/* The last chunk, if it has so much room, or a new one. */
static struct chunk *chunk_for(struct chunk **list, size_t size)
{
	struct chunk *last = *list;

	if (last && last->size - last->used >= size)
		return last;
	return chunk_new(list, size > CHUNK ? size : CHUNK);
}

void *loading_room(struct loading *in, size_t size)
{
	struct chunk *chunk = NULL;
	char *room;

	if (size <= SIZE_MAX - sizeof(max_align_t))
		size = align(size, _Alignof(max_align_t));
	if (in->loose)
		chunk = chunk_new(in->loose, size);
	else
		chunk = chunk_for(&in->slot->held->chunks, size);
	if (!chunk) {
		loading_fail(in, ENOMEM, "no memory for %zu bytes of a sample",
			     size);
		return NULL;
	}
	room = chunk->bytes + chunk->used;
	chunk->used += size;
	return room;
}

uint64_t loading_index(const struct loading *in)
{
	return in->index;
}

bool loading_cancelled(const struct loading *in)
{
	return stopping(in->loader);
}

/* Seed, epoch, sample and asker are hashed, not added up: nobody shall meet
 * the numbers of another.  What is done for no sample is done for a batch. */
static uint64_t random_begin(const struct loading *in)
{
	const struct loader_options *o = &in->loader->options;
	uint64_t hash = loader_order_hash(o->seed, in->loader->epoch);

	hash = loader_order_hash(hash, in->index);
	if (in->index == UINT64_MAX)
		hash = loader_order_hash(
			hash, in->slot->failure.step * o->world + o->rank);
	return loader_order_hash(hash, in->asker);
}

/* Then it is SplitMix64. */
uint64_t loading_random(struct loading *in)
{
	if (!in->begun || in->of != in->index) {
		in->of = in->index;
		in->random = random_begin(in);
		in->begun = true;
	}
	in->random += 0x9e3779b97f4a7c15;
	return loader_order_hash(in->random, 0);
}

/* ---- Failures ---- */

/* Cut text off after at most so many bytes, but not within a character. */
static void shorten(char *text, size_t most)
{
	if (strlen(text) <= most)
		return;
	while (most && ((unsigned char)text[most] & 0xc0) == 0x80)
		most--;
	text[most] = '\0';
}

/* The whole text, or what can be said without memory. */
static void describe(struct slot *slot, const char *text, const char *site)
{
	struct loader_failure *f = &slot->failure;
	char sample[40] = "", worker[40] = "";

	if (f->index != UINT64_MAX)
		snprintf(sample, sizeof sample, ", sample %llu",
			 (unsigned long long)f->index);
	if (f->worker)
		snprintf(worker, sizeof worker, "%sworker %u",
			 *site ? ", " : "", f->worker);
	free(slot->text);
	if (asprintf(&slot->text, "epoch %llu, batch %llu%s: %s%s%s%s%s",
		     (unsigned long long)f->epoch, (unsigned long long)f->step,
		     sample, text, *site || *worker ? " (" : "", site, worker,
		     *site || *worker ? ")" : "") < 0)
		slot->text = NULL;
	f->text = slot->text ? slot->text : "no memory to say what failed";
}

/* The first failure of a batch counts. */
static void fail(struct loading *in, int code, const char *text,
		 const char *site)
{
	struct slot *slot = in->slot;

	in->told = true;
	if (in->quiet || slot->failed)
		return;
	slot->failure.code = code ? code : EINVAL;
	slot->failure.index = in->index;
	slot->failure.worker = in->worker;
	describe(slot, text, site);
}

int loading_fail_at(struct loading *in, const char *file, int line, int code,
		    const char *format, ...)
{
	char *text, site[120];
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	else
		shorten(text, TEXT);
	va_end(args);
	snprintf(site, sizeof site, "%s:%d", file, line);
	fail(in, code, text ? text : strerror(code), site);
	free(text);
	return code ? code : EINVAL;
}

void loader_slot_fail(struct loader *l, struct slot *slot, unsigned worker,
		      int code, const char *text)
{
	struct loading in = loading_of(l, slot, worker);

	fail(&in, code, text ? text : strerror(code), "");
	slot->failed = true;
}

/* A step has ended with code.  Did it fail?  Then it has a text now. */
static bool failed(struct loading *in, int code)
{
	if (code && !in->told)
		fail(in, code, code > 0 ? strerror(code) : "no reason given",
		     "");
	in->told = false;
	return code;
}

bool loading_failed(struct loading *in, int code)
{
	if (!failed(in, code))
		return false;
	if (in->loader->options.on_error == LOADER_SKIP_SAMPLE)
		in->loader->skipped++;
	else
		in->slot->failed = true;
	return true;
}

/* ---- Loading ---- */

void loader_slot_begin(struct loader *l, struct slot *slot, uint64_t step)
{
	reset(slot);
	slot->span = (struct span){ 0, 0, 0 };
	slot->count = 0;
	slot->failure = (struct loader_failure){ .epoch = l->epoch,
						 .step = step,
						 .index = UINT64_MAX };
}

static bool transform(struct loading *in, void *sample)
{
	const struct loader_options *o = &in->loader->options;

	for (size_t i = 0; i < o->transform_count; i++) {
		const struct loader_transform *t = &o->transforms[i];

		in->asker = (unsigned)i + 1;
		in->begun = false;
		if (loading_failed(in, t->fn(t->ctx, sample, in)))
			return false;
	}
	return true;
}

static bool get(struct loading *in, void *sample)
{
	struct dataset *set = in->loader->set;
	int code = ERANGE;

	in->asker = 0;
	in->begun = false;
	if (in->index < set->length)
		code = set->ops->get(set, in->index, sample, in);
	else
		loading_fail(in, ERANGE, "the dataset has only %llu samples",
			     (unsigned long long)set->length);
	return !loading_failed(in, code);
}

/* Who closes or restarts the loader waits for one sample, not for a batch,
 * which nobody will see then. */
static bool goes_on(const struct loading *in)
{
	if (stopping(in->loader))
		in->slot->failed = true;
	return !in->slot->failed;
}

/*
 * Get the samples whose numbers are in held->index, from the one numbered from
 * on: the first there are there already, and one between has failed.  Transform
 * all.  Those that fail are left out.  Returns how many there are then.
 */
static size_t load_each(struct loading *in, size_t count, size_t there,
			size_t from)
{
	struct held *held = in->slot->held;
	size_t size = in->loader->set->size, good = 0;
	size_t own = count - in->slot->span.padding;

	for (size_t i = 0; i < count && goes_on(in); i++) {
		char *sample = held->samples + good * size;

		in->index = held->index[i];
		if (i < there && good != i)
			memcpy(sample, held->samples + i * size, size);
		if ((i < there || (i >= from && get(in, sample))) &&
		    transform(in, sample))
			held->index[good++] = in->index;
		else if (i >= own)
			in->slot->span.padding--;
	}
	return good;
}

/* Does the dataset have all that are in held->index? */
static bool has_all(const struct loading *in, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (in->slot->held->index[i] >= in->loader->set->length)
			return false;
	return true;
}

/* All at once or, where that fails, none: then nothing is said of it. */
static size_t get_many(const struct loading *in, size_t count)
{
	struct dataset *set = in->loader->set;
	struct held *held = in->slot->held;
	struct loading quiet = *in;

	quiet.quiet = true;
	return set->ops->get_many(set, held->index, count, held->samples,
				  &quiet) ?
		       0 :
		       count;
}

/* Numbers, from an order, in held->index. */
static void number(struct loader *l, struct slot *slot)
{
	uint64_t *index = slot->held->index, first = slot->span.first;

	for (size_t i = 0; i < slot->span.count; i++)
		index[i] = loader_order_at(&l->order, first + i);
}

/* Do the numbers of an order rise by one? */
static bool rises(const struct loader *l, const struct slot *slot)
{
	return slot->span.count && !l->order.shuffle && !slot->span.padding;
}

/*
 * One by one, up to one that fails, or that the dataset does not have.  Those
 * from *from on have not been asked for.  Returns how many there are then.
 */
static size_t get_listed(struct loading *in, size_t count, size_t *from)
{
	const struct loader *l = in->loader;
	struct dataset *set = l->set;
	const uint64_t *index = in->slot->held->index;
	char *sample = in->slot->held->samples;
	size_t i;
	int code = 0;

	for (i = 0; i < count && !code && !stopping(l); i++) {
		if (index[i] >= set->length)
			break;
		in->index = index[i];
		in->begun = false;
		code = set->ops->get(set, in->index, sample, in);
		sample += set->size;
	}
	*from = i;
	return i - loading_failed(in, code);
}

/*
 * The same where numbers rise by one, which need not be in held->index, and
 * there is at least one.
 *
 * With a get that takes a nanosecond or two, this loop is what a loader costs.
 * So nothing is asked or noted that can be known: the dataset has all of them,
 * and no number comes twice, which would make random another's.  Of the dataset
 * nothing is read again: on its consumer's stack, it may lie in a line of the
 * cache that is written all the time.  And where the loop lies in a line of the
 * cache, which is a cycle more or less, does not change with the code before.
 */
static __attribute__((noinline, aligned(CACHE_LINE))) size_t get_rising(
	struct loading *in, size_t count, size_t *from)
{
	const struct loader *l = in->loader;
	struct dataset *set = l->set;
	int (*const fetch)(struct dataset *, uint64_t, void *,
			   struct loading *) = set->ops->get;
	uint64_t first = in->slot->span.first, end = first + count, at = first;
	size_t size = set->size;
	char *sample = in->slot->held->samples;
	int code;

	do {
		in->index = at;
		code = fetch(set, at++, sample, in);
		sample += size;
	} while (at < end && !code && !stopping(l));
	*from = (size_t)(at - first);
	return *from - loading_failed(in, code);
}

/* As many as can be had without looking at each. */
static size_t get_first(struct loading *in, size_t count, size_t *from)
{
	if (!in->loader->set->ops->get_many)
		return rises(in->loader, in->slot) ?
			       get_rising(in, count, from) :
			       get_listed(in, count, from);
	if (!in->slot->span.count && !has_all(in, count))
		return *from = 0;
	return *from = get_many(in, count);
}

/* The numbers in held->index are left out where they rise, and all is well. */
static size_t load_samples(struct loader *l, struct loading *in,
			   const uint64_t **index)
{
	struct slot *slot = in->slot;
	bool rising = rises(l, slot) && !l->set->ops->get_many;
	size_t there, from;

	if (slot->span.count)
		slot->count = slot->span.count;
	if (slot->span.count && !rising)
		number(l, slot);
	there = from = slot->count; /* streamed: all */
	if (l->set->ops->get)
		there = get_first(in, slot->count, &from);
	*index = rising ? NULL : slot->held->index;
	if (there == slot->count && !l->options.transform_count)
		return there;
	if (rising)
		number(l, slot);
	*index = slot->held->index;
	return load_each(in, slot->count, there, from);
}

/* The batch lies in the dataset already: nothing is copied. */
static bool view(struct loader *l, struct slot *slot)
{
	const struct loader_options *o = &l->options;
	const struct span *span = &slot->span;

	if (o->shuffle || o->transform_count || o->collate || !span->count ||
	    span->padding)
		return false;
	slot->held->loaded = (struct loaded){
		.batch.items =
			l->set->ops->view(l->set, span->first, span->count),
		.batch.count = span->count,
		.first = span->first,
	};
	slot->viewed = slot->held->loaded.batch.items;
	return slot->viewed;
}

static void collate(struct loading *in)
{
	const struct loader_options *o = &in->loader->options;
	struct batch *batch = &in->slot->held->loaded.batch;
	struct batch samples = *batch;

	if (!o->collate || in->slot->failed)
		return;
	in->index = UINT64_MAX;
	in->asker = (unsigned)o->transform_count + 1;
	in->slot->failed = failed(in, o->collate(o->collate_ctx, samples.items,
						 samples.count, batch, in));
}

/* Without copying, a batch needs memory for its struct only. */
static bool prepare(struct loader *l, struct slot *slot)
{
	if (!slot->span.count)
		return true; /* source.c has done it */
	if (l->set->ops->view && loader_slot_prepare(l, slot, 0) &&
	    view(l, slot))
		return false;
	return !slot->failed && loader_slot_prepare(l, slot, l->options.batch);
}

void loader_slot_load(struct loader *l, struct slot *slot, unsigned worker)
{
	struct loading in = loading_of(l, slot, worker);
	struct loaded *loaded;

	if (!slot->failed && prepare(l, slot)) {
		const uint64_t *index;
		size_t count = load_samples(l, &in, &index);

		loaded = &slot->held->loaded;
		*loaded = (struct loaded){
			.batch = { slot->held->samples, count },
			.index = index,
			.first = !index ? slot->span.first :
				 count  ? index[0] :
					  0,
			.padding = slot->span.padding,
		};
		collate(&in);
	}
	if (slot->failed)
		return;
	slot->held->loaded.epoch = slot->failure.epoch;
	slot->held->loaded.step = slot->failure.step;
	if (worker)
		l->loaded += slot->held->loaded.batch.count;
	else
		counter_add(&l->loaded, slot->held->loaded.batch.count);
}
