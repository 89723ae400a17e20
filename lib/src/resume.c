/* SPDX-License-Identifier: MIT */
/*
 * resume.c - the rules of next, send, throw, close and yield from.
 *
 * The header inlines the common case: a suspended generator that does not
 * delegate.  Everything else comes here.
 *
 * Generators that delegate form a chain.  A consumer resumes the root, and
 * the innermost, the leaf, runs:
 *
 *	consumer      root  --to-->  middle  --to-->  leaf
 *	                    <--by--          <--by--
 *	              root->ready == leaf
 *
 * Python walks down such a chain for every item.  Here the root remembers the
 * leaf and switches to it directly; only when a member begins or ends to
 * delegate do we walk.  It works because the members of a chain can be reached
 * only through its root.  That need not stay so: somebody else may hold a
 * member and resume it, or delegate to it as well.  Then the link is cut, and
 * the root that lost it is marked WALK: it finds its leaf again by walking.
 *
 * What a generator with at > 0 is doing can be read from its root:
 *
 *	root->by    root->ready
 *	NULL        a leaf         suspended; that leaf runs next
 *	NULL        NULL           running: root, middle and leaf alike
 *	WALK        NULL           suspended; walk to find out who runs next
 *
 * One loop, drive(), does it all without recursion, so that a chain may be as
 * long as memory allows: an order (a message, an error, a close) goes down
 * from the root to the leaf; the leaf carries it out; its outcome (an item, a
 * result, an error) goes up, and where it ends a delegation it becomes the
 * order for the member above.
 */
#include "gen_impl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <generator/stackless.h>

static struct gen walk;
#define WALK (&walk)

static const char running[] = "generator already executing";
static const char unstarted[] =
	"can't send a message to a just-started generator";
static const char ignored_close[] = "generator ignored close";
static const char ignored_error[] = "generator ignored the error thrown in";
static const char no_send[] = "iterator has no send";
static const char no_code[] = "an error needs a code other than 0";

/* ---- Links ---- */

/* Is this a member that is reached through another one? */
static bool linked(const struct gen *g)
{
	return g->by && g->by != WALK;
}

static struct gen *root_of(struct gen *g)
{
	while (linked(g))
		g = g->by;
	return g;
}

bool gen_runs(const struct gen *g)
{
	while (linked(g))
		g = g->by;
	return !g->by && !g->ready;
}

/* Nobody runs: g is a root, and leaf runs next.  One that delegates to a plain
 * iterator itself must not be taken for one that can just be switched to. */
static void park(struct gen *g, struct gen *leaf)
{
	bool alone = leaf == g && g->to;

	g->ready = alone ? NULL : leaf;
	g->by = alone ? WALK : NULL;
}

/* Let g be a root from now on, and running: cut it off from above. */
static void claim(struct gen *g)
{
	if (linked(g)) {
		struct gen *root = root_of(g);

		root->ready = NULL;
		root->by = WALK;
	}
	g->by = NULL;
	g->ready = NULL;
}

void gen_unlink(struct gen *g)
{
	if (linked(g)) {
		struct gen *above = g->by;

		claim(g);
		above->to = NULL;
		park(g, g);
	}
}

/* A body that ignored its close is abandoned, perhaps in a delegation. */
void gen_let_go(struct gen *g)
{
	struct gen *below = iter_gen(g->to);

	if (below && below->by == g)
		park(below, below);
	g->to = NULL;
}

/* ---- Orders ---- */

struct order {
	enum {
		SEND,
		THROW,
		CLOSE,
		EXIT /* the delegate is closed: now the same here */
	} what;
	int code;         /* THROW */
	const void *word; /* the message, or the error's detail */
};

/* What a delegation that has ended means for the one who delegated. */
static struct order order_after(int code, const void *word)
{
	return (struct order){ code ? THROW : SEND, code, word };
}

static bool order_closes(const struct order *o)
{
	return o->what == CLOSE || (o->what == THROW && o->code == ECANCELED);
}

static struct order order_exit(void)
{
	return (struct order){ EXIT, ECANCELED, NULL };
}

/* Who takes an order: one further down, a plain iterator that has answered
 * with an item, or the one who delegated, since that is over. */
enum taker { BELOW, ANSWERED, SELF };

/*
 * Hand an order to an iterator that is no generator: it has a next, and
 * perhaps more.  Python asks for the methods send, throw and close likewise.
 */
static enum taker hand_to_iter(struct iter *it, struct order *o,
			       const void **item)
{
	const struct iter_ops *ops = it->ops;
	const void *with;
	int code;

	if (order_closes(o)) {
		code = iter_close(it);
		*o = code ? order_after(code, iter_detail(it)) : order_exit();
		return SELF;
	}
	if (o->what == THROW && !ops->throw_in)
		return SELF;
	if (o->what == SEND && o->word && !ops->send) {
		*o = order_after(ENOTSUP, no_send);
		return SELF;
	}
	if (o->what == THROW)
		*item = ops->throw_in(it, o->code, o->word);
	else
		*item = o->word ? ops->send(it, o->word) : ops->next(it);
	if (*item)
		return ANSWERED;
	code = iter_outcome(it, &with);
	*o = order_after(code, with);
	return SELF;
}

/* A closed generator answers a throw with the error itself.  StopIteration is
 * then an end like any other, since no body let it out. */
static struct order order_from_closed(struct gen *g, const struct order *o)
{
	if (g->at == GEN_AT_FAULT && o->what == SEND)
		return order_after(g->code, g->word);
	if (o->what == SEND) {
		g->code = 0; /* a result is delivered once */
		g->word = NULL;
		return order_after(0, NULL);
	}
	if (order_closes(o))
		return order_exit();
	return order_after(o->code == ENODATA ? 0 : o->code, o->word);
}

/* End a generator that has not started, with an error or without.  One with
 * operations of its own (iter_map()) lets go of what it holds when it is
 * closed, also when its body has had no chance to. */
static void end_unstarted(struct gen *g, int code, const void *word)
{
	int also;

	g->at = GEN_AT_END;
	g->code = code == ENODATA ? EBADMSG : code;
	g->word = word;
	g->ready = NULL;
	also = iter_close(&g->iter);
	if (also && !g->code)
		g->code = also;
	g->at = GEN_AT_WORK;
	gen_retire(g);
	g->at = GEN_AT_END;
}

static enum taker hand_to_unstarted(struct gen *g, struct order *o)
{
	if (o->what == SEND && !o->word)
		return BELOW;
	if (o->what == SEND) {
		*o = order_after(EINVAL, unstarted);
	} else if (order_closes(o)) {
		end_unstarted(g, 0, NULL);
		*o = g->code ? order_after(g->code, g->word) : order_exit();
	} else {
		end_unstarted(g, o->code, o->word);
		*o = order_after(g->code, g->word);
	}
	return SELF;
}

/* A member that is linked to us, the chain that is being driven, looks like
 * running to others.  It is not: the order has not come to it yet. */
static enum gen_state state_below(const struct gen *below, const struct gen *g)
{
	if (below->by == g && below->at > GEN_AT_START)
		return GEN_SUSPENDED;
	return gen_state(below);
}

/* Hand the order for g, which delegates, to its delegate. */
static enum taker hand_down(struct gen *g, struct order *o, const void **item)
{
	struct gen *below = iter_gen(g->to);
	enum taker taker = SELF;

	if (!below)
		return hand_to_iter(g->to, o, item);
	switch (state_below(below, g)) {
	case GEN_RUNNING:
		*o = order_after(EBUSY, running);
		break;
	case GEN_CLOSED:
		*o = order_from_closed(below, o);
		break;
	case GEN_CREATED:
		taker = hand_to_unstarted(below, o);
		break;
	case GEN_SUSPENDED:
		taker = BELOW;
		break;
	}
	if (taker == BELOW && below->by != g) {
		claim(below);
		below->by = g;
		below->code = 0; /* of an earlier refusal */
	}
	return taker;
}

/* ---- Driving ---- */

/* One operation on a root, on its way through the chain. */
struct drive {
	struct gen *root;
	struct gen *at;      /* the member that the order has come to */
	struct gen *closing; /* the lowest member being closed, or NULL */
	struct order order;
	struct order first; /* as the root was given it */
};

/* Inlined, for when a body starts or ends: it then makes other calls, or
 * returns from others, than the CPU expects, which mispredicts our returns. */
static inline __attribute__((always_inline)) const void *run(struct gen *g)
{
	if (g->body)
		return g->body(g, g);
	if (g->at == GEN_AT_START)
		g->at = GEN_AT_START + 1;
	return gen_enter(g);
}

/* Take the order down as far as it goes, and have it carried out. */
static const void *drive_down(struct drive *d)
{
	const void *item = NULL;

	while (d->at->to) {
		enum taker taker = hand_down(d->at, &d->order, &item);

		if (taker == ANSWERED)
			return item;
		if (taker == SELF) {
			d->at->to = NULL;
			break;
		}
		d->at = (struct gen *)d->at->to;
		if (order_closes(&d->order)) {
			d->order = (struct order){ CLOSE, ECANCELED, NULL };
			d->closing = d->at;
		}
	}
	/* The error with which a root was told to go comes to it unchanged. */
	if (d->order.what == EXIT && d->at == d->root && d->first.what == THROW)
		d->order = d->first;
	d->at->code = d->order.what == SEND ? 0 : d->order.code;
	d->at->word = d->order.word;
	return run(d->at);
}

/* g is done with.  If it was the one being closed, the one above is now; but a
 * root that was thrown into, not closed, is not being closed. */
static void closing_up(struct drive *d, const struct gen *g, struct gen *above)
{
	if (d->closing != g)
		return;
	d->closing = above;
	if (above == d->root && d->first.what != CLOSE)
		d->closing = NULL;
}

/*
 * The member at has yielded where it should have ended, or before it had
 * looked at an error.  For its user this is an error; it stays as it is.
 * Returns true if that user is the root's.
 */
static bool drive_ignored(struct drive *d)
{
	struct gen *g = d->closing ? d->closing : d->at;
	const char *text = d->closing ? ignored_close : ignored_error;
	struct gen *above = g->by;

	d->at->code = 0;
	if (g == d->root) {
		g->code = EPROTO; /* WALK: it is cleared before the next */
		g->word = text;
		g->ready = NULL;
		g->by = WALK;
		return true;
	}
	park(g, g);
	g->code = 0;
	above->to = NULL;
	closing_up(d, g, above);
	d->at = above;
	d->order = order_after(EPROTO, text);
	return false;
}

/*
 * The body of member at has ended.  Returns true if it was the root's, else
 * its outcome becomes the order for the member above.
 */
static bool drive_ended(struct drive *d)
{
	struct gen *g = d->at, *above = g->by;
	bool closed = g == d->closing;

	if (g->at != GEN_AT_END && !g->code)
		g->word = NULL; /* stackless, left without GEN_DONE() */
	g->at = GEN_AT_WORK;    /* until what it adopted is freed, too */
	if (g->code == ENODATA)
		g->code = EBADMSG; /* PEP 479 */
	if (closed && g->code == ECANCELED) {
		g->code = 0;
		g->word = NULL;
	}
	gen_retire(g);
	g->at = GEN_AT_END;
	g->ready = NULL;
	g->by = NULL;
	if (g == d->root)
		return true;
	above->to = NULL;
	d->order = order_after(g->code, g->word);
	if (closed && !g->code)
		d->order = order_exit();
	closing_up(d, g, above);
	d->at = above;
	return false;
}

/* Carry d to its end: the item for the root's user, or NULL.  If told, the
 * order has been carried out already, and there was no item. */
static const void *drive(struct drive *d, bool told)
{
	for (;; told = false) {
		const void *item = told ? NULL : drive_down(d);
		struct gen *g = d->at;

		if (!item && (g->at <= GEN_AT_START || (g->body && !g->to))) {
			if (drive_ended(d))
				return NULL;
			continue;
		}
		if (!item && g->to && !g->code) {
			d->order = order_after(0, NULL);
			continue; /* it has begun to delegate */
		}
		if (d->closing || g->code) {
			if (drive_ignored(d))
				return NULL;
			continue;
		}
		park(d->root, g);
		return item ? item : &gen_none;
	}
}

/* Give a suspended g an order. */
static const void *order(struct gen *g, struct order o)
{
	struct drive d = {
		.root = g,
		.at = g,
		.order = o,
		.first = o,
		.closing = o.what == CLOSE ? g : NULL,
	};

	claim(g);
	g->code = 0;
	return drive(&d, false);
}

/* ---- The operations ---- */

/* The common case of a chain: its leaf is known, and goes on. */
static const void *resume_leaf(struct gen *g, struct gen *leaf, const void *msg)
{
	struct drive d = { .root = g, .at = leaf };
	const void *item;

	g->ready = NULL;
	if (leaf->to) { /* it has a plain iterator below */
		d.order = order_after(0, msg);
		return drive(&d, false);
	}
	leaf->word = msg;
	item = run(leaf);
	if (!item)
		return drive(&d, true);
	g->ready = leaf;
	return item;
}

/* The first resumption: an order could do it, but see run(). */
static const void *start(struct gen *g)
{
	const void *item;

	g->code = 0; /* of an earlier refusal */
	g->word = NULL;
	item = run(g);
	if (!item)
		return gen_settle(g);
	g->ready = g;
	return item;
}

const void *gen_resume(struct gen *g, const void *msg)
{
	struct gen *leaf = g ? g->ready : NULL;

	if (leaf)
		return resume_leaf(g, leaf, msg);
	switch (gen_state(g)) {
	case GEN_RUNNING:
		return NULL; /* gen_error() sees that it is */
	case GEN_CLOSED:
		if (g && g->at != GEN_AT_FAULT) {
			g->code = 0;
			g->word = NULL;
		}
		return NULL;
	case GEN_CREATED:
		if (msg) {
			g->code = EINVAL;
			g->word = unstarted;
			return NULL;
		}
		return start(g);
	case GEN_SUSPENDED:
		break;
	}
	return order(g, order_after(0, msg));
}

const void *gen_settle(struct gen *g)
{
	return drive(&(struct drive){ .root = g, .at = g }, true);
}

const void *gen_throw(struct gen *g, int code)
{
	return gen_throw_with(g, code, NULL);
}

/* An operation that fails, and leaves g as it was. */
static const void *refuse(struct gen *g, int code, const char *text)
{
	if (gen_state(g) == GEN_SUSPENDED) {
		claim(g);
		g->by = WALK; /* the code is cleared before the next */
	}
	if (g->at != GEN_AT_FAULT) {
		g->code = code;
		g->word = text;
	}
	return NULL;
}

const void *gen_throw_with(struct gen *g, int code, const void *detail)
{
	enum gen_state state = gen_state(g);

	gen_count();
	if (!g || state == GEN_RUNNING)
		return NULL;
	if (!code)
		return refuse(g, EINVAL, no_code);
	if (state == GEN_SUSPENDED)
		return order(g, order_after(code, detail));
	if (state == GEN_CREATED) {
		end_unstarted(g, code, detail);
	} else if (g->at != GEN_AT_FAULT) {
		g->code = code == ENODATA ? 0 : code;
		g->word = detail;
	}
	return NULL;
}

int gen_close(struct gen *g)
{
	switch (gen_state(g)) {
	case GEN_RUNNING:
		return EBUSY;
	case GEN_CLOSED:
		return 0;
	case GEN_CREATED:
		end_unstarted(g, 0, NULL);
		return g->code;
	case GEN_SUSPENDED:
		break;
	}
	order(g, (struct order){ CLOSE, ECANCELED, NULL });
	return g->code;
}

/* ---- Delegating ---- */

/* In place of NULL: fails at once, as an iterator that is NULL does. */
static const void *nothing_next(struct iter *it)
{
	(void)it;
	return NULL;
}

static int nothing_error(const struct iter *it, const void **with)
{
	(void)it;
	return iter_outcome(NULL, with);
}

static const struct iter_ops nothing_ops = {
	.next = nothing_next,
	.error = nothing_error,
};

static struct iter nothing = { &nothing_ops };

const void *gen_hand_over(struct gen *self, struct iter *it)
{
	self->to = it ? it : &nothing;
	return NULL; /* no item, but to is set: see drive() */
}

bool gen_yield_from(struct gen *self, struct iter *it)
{
	return gen_yield(self, gen_hand_over(self, it));
}

/* ---- Misuse ---- */

const void *gen_lost(struct gen *self, const char *body)
{
	if (self->at <= GEN_AT_START) /* closed, and called directly */
		return NULL;
#ifdef GEN_DEBUG
	fprintf(stderr,
		"libgenerator: %s, line %d: a yield inside a switch "
		"cannot be resumed\n",
		body, self->at);
	abort();
#else
	(void)body;
#endif
	self->at = GEN_AT_END;
	return gen_raise_with(self, EPROTO,
			      "a yield inside a switch of the "
			      "body cannot be resumed");
}

void gen_check(struct gen *self)
{
	const struct stack *stack =
		self->body ? NULL : gen_stackful(self)->stack;
	const char *here = __builtin_frame_address(0);

	if (stack && here >= stack->bottom && here < (const char *)stack) {
		gen_overflow_check(stack);
		return;
	}
	fprintf(stderr, "libgenerator: gen_yield(self) outside of the body of "
			"self\n");
	abort();
}
