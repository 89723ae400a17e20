/* SPDX-License-Identifier: MIT */
/*
 * broadcast.c - a stage that sends its items to generators.
 */
#include <generator.h>
#include <generator/pipeline.h>

#include <string.h>

#include "stage_impl.h"

struct broadcast {
	struct stage stage;
	int code; /* of the first sink that failed */
	const void *detail;
	size_t count;
	struct gen *sink[];
};

static void note(struct broadcast *b, struct gen *sink, int code)
{
	if (!code || b->code)
		return;
	b->code = code;
	b->detail = gen_detail(sink);
}

static int close_sinks(struct broadcast *b)
{
	int before = b->code;

	b->stage.ended = true;
	for (size_t i = 0; i < b->count; i++)
		if (gen_state(b->sink[i]) != GEN_CLOSED)
			note(b, b->sink[i], gen_close(b->sink[i]));
	return before ? 0 : b->code;
}

/*
 * Send an item; or, without one, start a sink that waits for that.  One that has
 * returned does not mind being sent to.
 *
 * Through the table, since gen_send() is inlined where it is called, and knows
 * only of the sanitizers that this file is compiled with.
 */
static void tell(struct broadcast *b, struct gen *sink, const void *item)
{
	if (item || gen_state(sink) == GEN_CREATED)
		sink->iter.ops->send(&sink->iter, item);
	note(b, sink, gen_error(sink)); /* it may have failed to be made */
}

static void tell_all(struct broadcast *b, const void *item)
{
	for (size_t i = 0; i < b->count && !b->code; i++)
		tell(b, b->sink[i], item);
}

static bool all_returned(const struct broadcast *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (gen_state(b->sink[i]) != GEN_CLOSED)
			return false;
	return true;
}

static const void *broadcast_next(struct iter *it)
{
	struct broadcast *b = (struct broadcast *)it;
	const void *item = NULL;

	if (b->stage.ended)
		return NULL;
	tell_all(b, NULL);
	if (!b->code && !all_returned(b))
		item = iter_stage_pull(&b->stage);
	if (item)
		tell_all(b, item);
	if (item && !b->code)
		return item;
	close_sinks(b);
	return NULL;
}

static int broadcast_close(struct iter *it)
{
	struct broadcast *b = (struct broadcast *)it;
	int code = close_sinks(b), also = iter_stage_close(it);

	return code ? code : also;
}

static int broadcast_error(const struct iter *it, const void **with)
{
	const struct broadcast *b = (const struct broadcast *)it;
	int code = iter_stage_error(it, with);

	if (code || !b->code)
		return code;
	if (with)
		*with = b->detail;
	return b->code;
}

static void broadcast_free(struct iter *it)
{
	struct broadcast *b = (struct broadcast *)it;

	for (size_t i = 0; i < b->count; i++)
		gen_free(b->sink[i]);
	iter_stage_free(it);
}

static const struct iter_ops broadcast_ops = {
	.next = broadcast_next,
	.close = broadcast_close,
	.error = broadcast_error,
	.free = broadcast_free,
};

static struct iter *no_broadcast(struct gen *const *sinks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gen_free(sinks[i]);
	return NULL;
}

struct iter *iter_broadcast(struct iter *up, struct gen *const *sinks,
			    size_t count)
{
	struct broadcast *b;

	if (!count || !sinks)
		return iter_stage_refuse(up,
					 "iter_broadcast: there is no sink");
	for (size_t i = 0; i < count; i++)
		if (!sinks[i]) {
			iter_free(up);
			return no_broadcast(sinks, count);
		}
	b = iter_stage_new(&broadcast_ops,
			   sizeof *b + count * sizeof(struct gen *), up);
	if (!b)
		return no_broadcast(sinks, count);
	b->count = count;
	memcpy(b->sink, sinks, count * sizeof(struct gen *));
	return &b->stage.iter;
}
