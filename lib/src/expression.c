/* SPDX-License-Identifier: MIT */
/*
 * expression.c - generator expressions: iter_map() and iter_filter().
 *
 * They are stackless generators in memory of their own.  Their body is short
 * enough to be written without macros.  As iterators they have a quicker way
 * as well: an iter_next() on one that is nobody's delegate calls the body
 * directly.
 */
#include "gen_impl.h"

#include <errno.h>
#include <stdlib.h>

#include <generator/pipeline.h>

struct expression {
	struct gen gen;
	struct iter *up;
	bool closed; /* the upstream is */
	const void *(*make)(const void *item, void *ctx);
	bool (*keep)(const void *item, void *ctx);
	void *ctx;
	struct failure failure; /* of make() */
};

/* Close the upstream, once.  An error of that is ours unless there is worse. */
static int close_up(struct expression *x)
{
	int code = x->closed ? 0 : iter_close(x->up);

	x->closed = true;
	if (code && (!x->gen.code || x->gen.code == ECANCELED))
		gen_raise_with(&x->gen, code, iter_detail(x->up));
	return code;
}

/* End, with the upstream's error unless there is one already, and close the
 * upstream; an error of that counts when nothing worse has happened. */
static const void *end(struct expression *x)
{
	int code = iter_error(x->up);

	if (code && !x->gen.code)
		gen_raise_with(&x->gen, code, iter_detail(x->up));
	close_up(x);
	if (!x->gen.code)
		x->gen.word = NULL;
	x->gen.at = GEN_AT_END;
	return NULL;
}

/* make() has made nothing: end, with the error that it left in errno.  Out of
 * the way: inline it would cost each item of a long pipeline some registers. */
static __attribute__((cold, noinline)) void map_fails(struct expression *x,
						      int code)
{
	const void *text;

	iter_fail(&x->failure, "iter_map: its function returned NULL",
		  code ? code : EINVAL);
	code = iter_failure(&x->failure, &text);
	gen_raise_with(&x->gen, code, text);
}

/* What is pulled from the upstream: inline, because in a long pipeline calls are
 * nested, and a processor predicts only some 16 to 32 returns. */
#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* Where this thread's errno is.  The C library says so by a call, which for
 * each item would take as long as the rest of the stage. */
ALWAYS_INLINE int *thread_errno(void)
{
	static _Thread_local int *known;

	if (!known)
		known = &errno;
	return known;
}

ALWAYS_INLINE const void *map_pull(struct expression *x)
{
	int *error = thread_errno(), saved;
	const void *item = x->up->ops->next(x->up);

	if (!item)
		return NULL;
	saved = *error;
	*error = 0;
	item = x->make(item, x->ctx);
	if (!item)
		map_fails(x, *error);
	*error = saved;
	return item;
}

ALWAYS_INLINE const void *filter_pull(struct expression *x)
{
	const void *item;

	do
		item = x->up->ops->next(x->up);
	while (item && !x->keep(item, x->ctx));
	return item;
}

static const void *body(struct gen *self, void *frame)
{
	struct expression *x = frame;
	const void *item;

	self->at = GEN_AT_WORK;
	item = self->code ? NULL : x->make ? map_pull(x) : filter_pull(x);
	if (!item)
		return end(x);
	self->at = GEN_AT_START + 1;
	return item;
}

/* A suspended one without orders: what body() does, less what only a chain
 * needs.  Without ready it is running, as gen_state() sees it. */
ALWAYS_INLINE const void *quick_next(struct iter *it,
				     const void *(*pull)(struct expression *))
{
	struct expression *x = (struct expression *)it;
	const void *item;

	if (x->gen.ready != &x->gen)
		return gen_resume(&x->gen, NULL);
	x->gen.ready = NULL;
	item = pull(x);
	if (item) {
		x->gen.ready = &x->gen;
		return item;
	}
	x->gen.at = GEN_AT_WORK;
	end(x);
	return gen_settle(&x->gen);
}

static const void *map_next(struct iter *it)
{
	return quick_next(it, map_pull);
}

static const void *filter_next(struct iter *it)
{
	return quick_next(it, filter_pull);
}

/* One that ends without its body closes its upstream here. */
static int expression_close(struct iter *it)
{
	struct expression *x = (struct expression *)it;
	int code = gen_close(&x->gen), also = 0;

	if (gen_state(&x->gen) == GEN_CLOSED)
		also = close_up(x);
	return code ? code : also;
}

/* Before the start, an upstream that could not be made is our own failure. */
static int expression_error(const struct iter *it, const void **with)
{
	const struct expression *x = (const struct expression *)it;

	if (x->gen.at == GEN_AT_START && !x->gen.code)
		return iter_outcome(x->up, with);
	return gen_ops_error(it, with);
}

static void expression_free(struct iter *it)
{
	struct expression *x = (struct expression *)it;

	gen_ops_free(it); /* closes; the memory is ours */
	if (gen_state(&x->gen) == GEN_RUNNING)
		return;
	iter_free(x->up);
	free(x->failure.text);
	free(x);
}

static const struct iter_ops map_ops = {
	.next = map_next,
	.send = gen_ops_send,
	.throw_in = gen_ops_throw_in,
	.close = expression_close,
	.error = expression_error,
	.free = expression_free,
	.generator = true,
};

static const struct iter_ops filter_ops = {
	.next = filter_next,
	.send = gen_ops_send,
	.throw_in = gen_ops_throw_in,
	.close = expression_close,
	.error = expression_error,
	.free = expression_free,
	.generator = true,
};

static struct iter *expression_new(struct expression with)
{
	struct expression *x;

	if (!with.up)
		return NULL;
	if (!with.make && !with.keep) {
		iter_free(with.up);
		return iter_failed(EINVAL, "a generator expression needs a "
					   "function");
	}
	x = malloc(sizeof *x);
	if (!x) {
		iter_free(with.up);
		return gen_no_memory("malloc", sizeof *x, NULL);
	}
	*x = with;
	x->gen.iter.ops = x->make ? &map_ops : &filter_ops;
	x->gen.body = body;
	return &x->gen.iter;
}

struct iter *iter_map(struct iter *up,
		      const void *(*fn)(const void *item, void *ctx), void *ctx)
{
	return expression_new((struct expression){
		.up = up,
		.make = fn,
		.ctx = ctx,
	});
}

struct iter *iter_filter(struct iter *up,
			 bool (*keep)(const void *item, void *ctx), void *ctx)
{
	return expression_new((struct expression){
		.up = up,
		.keep = keep,
		.ctx = ctx,
	});
}
