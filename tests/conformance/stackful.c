/* SPDX-License-Identifier: MIT */
/*
 * stackful.c - bodies as stackful generators.
 *
 * The blocks of the language nest as the calls of block() do: the generator's
 * stack remembers where in them it is, and yields from any depth.
 */
#include "language.h"

static struct completion block(struct instance *me, const struct line *at,
			       const struct line *end,
			       const struct completion *caught);

static struct completion own(struct instance *me, const struct line *line,
			     const struct completion *caught)
{
	return block(me, line + 1, line->end, caught);
}

static bool loops(struct completion c)
{
	return c.how == NORMAL || c.how == CONTINUE;
}

static struct completion left(struct completion c)
{
	if (c.how == BREAK || c.how == CONTINUE)
		c.how = NORMAL;
	return c;
}

static struct completion loop(struct instance *me, const struct line *line,
			      const struct completion *caught)
{
	struct completion c = { NORMAL, 0, NULL };

	for (int i = 0; i < line->number && loops(c); i++)
		c = own(me, line, caught);
	return left(c);
}

static struct completion each(struct instance *me, const struct line *line,
			      const struct completion *caught)
{
	struct instance *child = statement_hold(me, line);
	struct completion c = { NORMAL, 0, NULL };

	if (!child)
		return c;
	do {
		c = statement_item(me, child);
		if (c.how == NORMAL)
			c = own(me, line, caught);
	} while (loops(c));
	statement_release(me);
	return left(c);
}

static struct completion try(struct instance *me, const struct line *line,
			     const struct completion *caught)
{
	const struct line *handler = NULL;
	struct completion c = own(me, line, caught);

	if (c.how == RAISE)
		handler = statement_handler(line, c.code);
	if (handler) {
		struct completion mine = c;

		me->r = c.value;
		c = own(me, handler, &mine);
	}
	if (line->cleanup) {
		struct completion last = own(me, line->cleanup, caught);

		if (last.how != NORMAL)
			c = last;
	}
	return c;
}

static struct completion yield(struct instance *me, const struct line *line)
{
	if (gen_yield(me->gen, evaluate(me->run, me, &line->x)))
		return statement_sent(me, line);
	return statement_thrown(me, line);
}

static struct completion delegate(struct instance *me, const struct line *line)
{
	struct iter *it = statement_delegate(me, line);

	if (!it)
		return (struct completion){ NORMAL, 0, NULL };
	if (gen_yield_from(me->gen, it))
		return statement_sent(me, line);
	return statement_thrown(me, line);
}

static struct completion statement(struct instance *me, const struct line *line,
				   const struct completion *caught)
{
	switch (line->op) {
	case OP_YIELD:
		return yield(me, line);
	case OP_YF:
	case OP_YFH:
	case OP_YFR:
		return delegate(me, line);
	case OP_LOOP:
		return loop(me, line, caught);
	case OP_FOR:
	case OP_FORH:
		return each(me, line, caught);
	case OP_TRY:
		return try(me, line, caught);
	case OP_IFR:
	case OP_IFN:
	case OP_IFLT:
		if (statement_test(me, line))
			return own(me, line, caught);
		return (struct completion){ NORMAL, 0, NULL };
	default:
		return statement_run(me, line, caught);
	}
}

static struct completion block(struct instance *me, const struct line *at,
			       const struct line *end,
			       const struct completion *caught)
{
	struct completion c = { NORMAL, 0, NULL };

	for (; at != end && c.how == NORMAL; at = at->past)
		c = statement(me, at, caught);
	return c;
}

static const void *body(struct gen *self, void *args)
{
	struct instance *me = *(struct instance **)args;
	const struct line *lines = me->definition->lines;
	struct completion c;

	c = block(me, lines, lines + me->definition->count, NULL);
	if (c.how == RAISE)
		return gen_raise_with(self, c.code, c.value);
	return c.value;
}

static struct gen *create(struct instance *in)
{
	return gen_new(body, &in, sizeof(in));
}

const struct backend stackful = { "stackful", create, gen_free };
