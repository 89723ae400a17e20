/* SPDX-License-Identifier: MIT */
/*
 * generator/stackless.h - generators without a stack, in tens of bytes.
 *
 * The state of a stackless generator is a struct of yours with a struct gen,
 * named gen, as its first member.  What must survive a yield lives in the
 * struct; plain locals do not survive.  There is no allocation, and nothing
 * to free.
 *
 *	struct count_up_to {
 *		struct gen gen;
 *		int max, count;
 *	};
 *
 *	static const void *count_up_to(struct gen *self, void *frame)
 *	{
 *		struct count_up_to *my = frame;
 *
 *		GEN_BODY (self) {
 *			for (my->count = 1; my->count <= my->max; my->count++)
 *				GEN_YIELD(self, &my->count);
 *		}
 *		return GEN_DONE(self, "Completed!");
 *	}
 *
 *	struct count_up_to g = { GEN_FRAME(count_up_to), .max = 3 };
 *
 *	gen_each (const int *, count, &g.gen)
 *		printf("%d\n", *count);
 *
 * The protocol is that of <generator.h>: gen_next(), gen_send(), gen_throw(),
 * gen_close(), gen_error(), gen_result(), gen_state() on &g.gen; gen_sent(),
 * gen_catch(), gen_raise(), gen_detail() in the body.  gen_yield(),
 * gen_yield_from(), gen_defer(), gen_adopt() and gen_keep() need a stack.
 *
 * The macros below are in upper case because they change the flow of control:
 * a GEN_YIELD() is a return in disguise.  They make up a switch whose cases
 * are line numbers, so
 *
 *  - two of them cannot stand on one line (the compiler refuses);
 *  - a yield cannot stand inside a switch statement of the body: the next
 *    resumption fails with EPROTO (GEN_DEBUG: aborts, naming the function);
 *  - the macros that end in _OR govern a statement, as an if does: inside an
 *    unbraced if with an else they take the else for theirs (gcc warns);
 *  - a local with an initialiser cannot be in scope across a yield (gcc warns
 *    with -Wjump-misses-init);
 *  - the end of the body is return GEN_DONE(self, result), or NULL for none: a
 *    plain return of something else lends it, and does so again at each
 *    resumption, for ever.
 *
 * The struct must stay where it is from the first resumption on.  Threads: as
 * in <generator.h>.
 *
 * A body that does not delegate may also be called directly, and then always:
 * count_up_to(&g.gen, &g) is gen_next() without its checks, for the price of a
 * call or, where the compiler sees the body, of nothing.  gen_state() and the
 * other functions then do not know what the generator is doing.
 */
#ifndef GENERATOR_STACKLESS_H
#define GENERATOR_STACKLESS_H

#include <generator.h>

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */

/*
 * GEN_FRAME - the start of the initialiser of a stackless generator.
 *
 *	.gen = { .iter = { &gen_ops }, .body = (body_) }
 *
 * The generator is then in state GEN_CREATED.  Initialise it again, when it is
 * closed, to start over.
 */
#define GEN_FRAME(body_) \
	.gen = { .iter = { .ops = &gen_ops }, .body = (body_) }

/*
 * GEN_BODY - opens the block that is the body; GEN_DONE() follows the block.
 *
 *	switch (GEN_LINE(self)) default: if (gen_lost(self, __func__) && 0)
 *	case GEN_AT_WORK: if (1) { ... }
 */
#define GEN_BODY(self) \
	switch (GEN_LINE(self)) \
	default: if (gen_lost(self, __func__) && 0) case GEN_AT_WORK: if (1)

/*
 * GEN_DONE - end the body with a result: return GEN_DONE(self, "Completed!");
 *
 *	gen_done(self, result)
 *
 * Stands after the block, and wherever else the body returns for good.  NULL
 * is "no result".  An error raised or pending comes out instead of the result.
 */
#define GEN_DONE(self, result) gen_done(self, result)

/*
 * GEN_YIELD - lend an item and wait; leave when thrown into or closed.
 *
 *	self->at = 31; return gen_lent(item); case 31:
 *	if (!gen_woken(self)) return GEN_DONE(self, NULL);
 *
 * (and a return of item itself that is never reached, for compilers to see in
 * it what they warn of: the item may not be the address of a plain local).
 * gen_sent() is what was sent.  An error that is thrown in ends the body here,
 * as in Python outside of try.
 */
#define GEN_YIELD(self, item) \
	do { (self)->at = __LINE__; if (0) return (item); \
	return gen_lent(item); case __LINE__: \
	if (!gen_woken(self)) return GEN_DONE(self, NULL); } while (0)

/*
 * GEN_YIELD_OR - lend an item and wait; when thrown into or closed, do the
 * statement that follows.  It is the try and except of a stackless body.
 *
 *	GEN_YIELD_OR (self, &my->count) {
 *		if (gen_catch(self) != EINVAL)
 *			break;
 *		my->count = 0;
 *	}
 *
 *	if (1) { self->at = 31; return gen_lent(item); }
 *	else case 31: if (!gen_woken(self)) ...
 */
#define GEN_YIELD_OR(self, item) \
	if (1) { (self)->at = __LINE__; if (0) return (item); \
	return gen_lent(item); } \
	else case __LINE__: if (!gen_woken(self))

/*
 * GEN_YIELD_FROM, GEN_YIELD_FROM_OR - yield every item of another iterator.
 *
 *	as GEN_YIELD and GEN_YIELD_OR, with
 *	self->at = 31; return gen_hand_over(self, it); case 31: ...
 *
 * As gen_yield_from(); gen_sent() is afterwards what it returned.
 */
#define GEN_YIELD_FROM(self, it) \
	do { (self)->at = __LINE__; return gen_hand_over(self, it); \
	case __LINE__: \
	if (!gen_woken(self)) return GEN_DONE(self, NULL); } while (0)
#define GEN_YIELD_FROM_OR(self, it) \
	if (1) { (self)->at = __LINE__; return gen_hand_over(self, it); } \
	else case __LINE__: if (!gen_woken(self))

/* clang-format on */

/* ---- Nothing to rely on below ---- */

/* Called for a line that is no case of the switch, be it that of a yield. */
__attribute__((cold)) const void *gen_lost(struct gen *self, const char *body);
const void *gen_hand_over(struct gen *self, struct iter *it);

/* The start is unlikely, so that compilers put the yields into one line.  No
 * function: a debugger asks for the file of the first code of the body. */
#define GEN_LINE(self)                                                  \
	(GEN_UNLIKELY((self)->at <= GEN_AT_START) ?                     \
		 ((self)->at = (self)->at ? GEN_AT_END : GEN_AT_WORK) : \
		 (self)->at)

/* NULL is left to a body that has ended, or begun to delegate. */
static inline const void *gen_lent(const void *item)
{
	return item ? item : &gen_none;
}

static inline bool gen_woken(const struct gen *self)
{
	return !GEN_UNLIKELY(self->code);
}

static inline const void *gen_done(struct gen *self, const void *result)
{
	if (!self->code)
		self->word = result;
	self->at = GEN_AT_END;
	return NULL;
}

#ifdef __cplusplus
}
#endif
#endif
