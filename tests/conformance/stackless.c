/* SPDX-License-Identifier: MIT */
/*
 * stackless.c - bodies as stackless generators.
 *
 * A stackless body yields only from its outermost function.  So the blocks
 * that it is in, which calls remember in stackful.c, are a stack of structs
 * here, and running them is a loop that can be left at any statement.
 */
#include <generator/stackless.h>

#include "language.h"

#include <stdlib.h>

struct block {
	enum op op;              /* whose block: try, except, loop, ... */
	const struct line *line; /* it; NULL: the whole body */
	const struct line *at;   /* the next statement */
	const struct line *end;
	int left;                  /* rounds of a loop */
	struct instance *child;    /* of a for */
	struct completion pending; /* finally: goes on behind it;
	                                 * except: what it has caught */
};

struct machine {
	struct gen gen;
	struct instance *me;
	struct block *blocks; /* outermost first */
	size_t depth;
	struct completion result; /* of what ran last */
	const struct line *waits; /* suspended in this line: */
	struct iter *to;          /*   a delegation, or */
	const struct value *item; /*   a yield */
};

static struct completion normal(void)
{
	return (struct completion){ NORMAL, 0, NULL };
}

static struct block *top(const struct machine *m)
{
	return &m->blocks[m->depth - 1];
}

static struct block *push(struct machine *m, enum op op,
			  const struct line *line)
{
	m->blocks = grow(m->blocks, m->depth, sizeof(*m->blocks));
	m->depth++;
	*top(m) = (struct block){ .op = op, .line = line };
	return top(m);
}

/* Let the top block be that of line, from its start. */
static void enter(struct block *block, const struct line *line)
{
	block->op = line->op;
	block->line = line;
	block->at = line + 1;
	block->end = line->end;
}

/* ---- How a block ends ---- */

/* One more round?  BREAK if there is none. */
static struct completion again(struct machine *m, struct block *block)
{
	struct completion c = normal();

	if (block->child)
		c = statement_item(m->me, block->child);
	else if (block->left-- == 0)
		c.how = BREAK;
	if (c.how == NORMAL)
		enter(block, block->line);
	return c;
}

static struct completion leave_loop(struct machine *m, struct completion c)
{
	struct block *block = top(m);

	if (c.how == NORMAL || c.how == CONTINUE) {
		c = again(m, block);
		if (c.how == NORMAL)
			return c;
	}
	m->depth--;
	if (block->child)
		statement_release(m->me);
	return c.how == BREAK ? normal() : c;
}

/* A try becomes the except that takes its error, and both become their
 * finally, which remembers how they ended. */
static struct completion leave_try(struct machine *m, struct completion c)
{
	struct block *block = top(m);
	const struct line *next = NULL;

	if (block->op == OP_TRY && c.how == RAISE)
		next = statement_handler(block->line, c.code);
	if (next)
		m->me->r = c.value;
	else
		next = block->line->cleanup;
	if (!next) {
		m->depth--;
		return c;
	}
	enter(block, next);
	block->pending = c;
	return normal();
}

static struct completion leave(struct machine *m, struct completion c)
{
	switch (top(m)->op) {
	case OP_LOOP:
	case OP_FOR:
	case OP_FORH:
		return leave_loop(m, c);
	case OP_TRY:
	case OP_EXCEPT:
		return leave_try(m, c);
	case OP_FINALLY:
		m->depth--;
		return c.how == NORMAL ? m->blocks[m->depth].pending : c;
	default:
		m->depth--;
		return c;
	}
}

/* ---- Statements ---- */

static const struct completion *caught(const struct machine *m)
{
	for (size_t i = m->depth; i-- > 0;)
		if (m->blocks[i].op == OP_EXCEPT)
			return &m->blocks[i].pending;
	return NULL;
}

static void wait_for(struct machine *m, const struct line *line)
{
	m->item = NULL;
	m->to = NULL;
	if (line->op == OP_YIELD) {
		m->item = evaluate(m->me->run, m->me, &line->x);
	} else {
		m->to = statement_delegate(m->me, line);
		if (!m->to)
			return;
	}
	m->waits = line;
}

/* A loop starts where a round of it ends: leave_loop() does the rest. */
static struct completion start_loop(struct machine *m, const struct line *line)
{
	struct instance *child = NULL;
	struct block *block;

	if (line->op != OP_LOOP) {
		child = statement_hold(m->me, line);
		if (!child)
			return normal();
	}
	block = push(m, line->op, line);
	block->child = child;
	block->left = line->number;
	return normal();
}

static struct completion statement(struct machine *m, const struct line *line)
{
	top(m)->at = line->past;
	switch (line->op) {
	case OP_YIELD:
	case OP_YF:
	case OP_YFH:
	case OP_YFR:
		wait_for(m, line);
		return normal();
	case OP_LOOP:
	case OP_FOR:
	case OP_FORH:
		return start_loop(m, line);
	case OP_TRY:
		enter(push(m, line->op, line), line);
		return normal();
	case OP_IFR:
	case OP_IFN:
	case OP_IFLT:
		if (statement_test(m->me, line))
			enter(push(m, line->op, line), line);
		return normal();
	default:
		return statement_run(m->me, line, caught(m));
	}
}

/* Go on until the body has to wait; false if it has ended. */
static bool proceed(struct machine *m)
{
	m->waits = NULL;
	while (m->depth && !m->waits) {
		if (m->result.how == NORMAL && top(m)->at != top(m)->end)
			m->result = statement(m, top(m)->at);
		else
			m->result = leave(m, m->result);
	}
	return m->waits;
}

static void start(struct machine *m)
{
	const struct definition *def = m->me->definition;
	struct block *block = push(m, OP_NEW, NULL);

	block->at = def->lines;
	block->end = def->lines + def->count;
	m->result = normal();
}

static void thrown(struct machine *m)
{
	m->result = statement_thrown(m->me, m->waits);
}

/* ---- The generator ---- */

static const void *body(struct gen *self, void *frame)
{
	struct machine *my = frame;

	GEN_BODY (self) {
		start(my);
		while (proceed(my)) {
			if (my->to) {
				GEN_YIELD_FROM_OR (self, my->to) {
					thrown(my);
					continue;
				}
			} else {
				GEN_YIELD_OR (self, my->item) {
					thrown(my);
					continue;
				}
			}
			my->result = statement_sent(my->me, my->waits);
		}
		if (my->result.how == RAISE)
			gen_raise_with(self, my->result.code, my->result.value);
	}
	return GEN_DONE(self, my->result.value);
}

static struct gen *create(struct instance *in)
{
	struct machine *m = grow(NULL, 0, sizeof(*m));

	*m = (struct machine){ GEN_FRAME(body), .me = in };
	return &m->gen;
}

static void destroy(struct gen *g)
{
	struct machine *m = (struct machine *)g;

	gen_free(g);
	free(m->blocks);
	free(m);
}

const struct backend stackless = { "stackless", create, destroy };
