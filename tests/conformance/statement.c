/* SPDX-License-Identifier: MIT */
/*
 * statement.c - what both kinds of bodies do in the same way.
 */
#include "language.h"

#include <limits.h>

static struct completion normal(void)
{
	return (struct completion){ NORMAL, 0, NULL };
}

static struct completion failure(int code, const struct value *value)
{
	return (struct completion){ RAISE, code, value };
}

static const struct value *operand(const struct instance *me,
				   const struct line *line)
{
	return evaluate(me->run, me, &line->x);
}

/* ---- Plain statements ---- */

/* set is add to 0; the operand may be a itself.  Where Python counts on, a
 * stays as great as it can be: only one who prints it sees that. */
static struct completion assign(struct instance *me, long long from,
				const struct value *value)
{
	long long more = value ? value->number : 0;

	if (__builtin_add_overflow(from, more, &me->a))
		me->a = LLONG_MAX;
	return normal();
}

/* A stop is an error inside a body: StopIteration comes out of next(). */
static struct completion operate(struct instance *me, const struct line *line)
{
	struct instance *in = me->run->slots[line->slot];
	struct outcome out;

	if (!in)
		return normal();
	out = instance_operate(in, line, operand(me, line));
	if (out.what == FAILED)
		return failure(out.code, out.value);
	if (out.what == STOPPED && line->op != OP_CLOSE)
		return failure(error_code('S'), out.value);
	me->r = out.value;
	return normal();
}

static struct completion report(struct instance *me, const struct line *line)
{
	const struct instance *in = me->run->slots[line->slot];

	if (in)
		trace(me->run, "* %s %s", line->tag, instance_state(in));
	return normal();
}

static struct completion record(struct instance *me, const struct line *line)
{
	char room[VALUE_ROOM];

	trace(me->run, "* %s %s", line->tag,
	      value_text(operand(me, line), room));
	return normal();
}

struct completion statement_run(struct instance *me, const struct line *line,
				const struct completion *caught)
{
	switch (line->op) {
	case OP_ADD:
		return assign(me, me->a, operand(me, line));
	case OP_SET:
		return assign(me, 0, operand(me, line));
	case OP_LOG:
		return record(me, line);
	case OP_STATE:
		return report(me, line);
	case OP_RETURN:
		return (struct completion){ RETURN, 0, operand(me, line) };
	case OP_RAISE:
		return failure(error_code(line->kind), operand(me, line));
	case OP_RERAISE:
		return *caught;
	case OP_BREAK:
		return (struct completion){ BREAK, 0, NULL };
	case OP_CONTINUE:
		return (struct completion){ CONTINUE, 0, NULL };
	default:
		return operate(me, line);
	}
}

/* ---- Conditions and handlers ---- */

bool statement_test(const struct instance *me, const struct line *line)
{
	switch (line->op) {
	case OP_IFR:
		return me->r;
	case OP_IFN:
		return !me->r;
	default:
		return me->a < line->number;
	}
}

const struct line *statement_handler(const struct line *try, int code)
{
	const struct line *at = try->end;

	for (; at != try->past && at != try->cleanup; at = at->end)
		if (error_matches(code, at->kind))
			return at;
	return NULL;
}

/* ---- Holding others ---- */

static void hold(struct instance *me, struct instance *child)
{
	me->held = grow(me->held, me->held_count, sizeof(*me->held));
	me->held[me->held_count++] = child;
}

void statement_release(struct instance *me)
{
	instance_release(me->held[--me->held_count]);
}

/* A fresh instance is born with the reference that is held, the one in a slot
 * gets one more. */
struct instance *statement_hold(struct instance *me, const struct line *line)
{
	struct instance *child;

	if (line->op == OP_FOR || line->op == OP_YF) {
		child = instance_new(me->run, line->definition,
				     operand(me, line));
	} else {
		child = me->run->slots[line->slot];
		if (!child)
			return NULL;
		instance_acquire(child);
	}
	hold(me, child);
	return child;
}

struct completion statement_item(struct instance *me, struct instance *child)
{
	static const struct line next = { .op = OP_NEXT };
	struct outcome out = instance_operate(child, &next, NULL);

	if (out.what == FAILED)
		return failure(out.code, out.value);
	if (out.what == STOPPED)
		return (struct completion){ BREAK, 0, NULL };
	me->r = out.value;
	return normal();
}

struct iter *statement_delegate(struct instance *me, const struct line *line)
{
	struct instance *child;

	if (line->op == OP_YFR) {
		me->range.next = 0;
		me->range.stop = line->number;
		return &me->range.iter;
	}
	child = statement_hold(me, line);
	return child ? gen_iter(child->gen) : NULL;
}

static void end_delegation(struct instance *me, const struct line *line)
{
	if (line->op == OP_YF || line->op == OP_YFH)
		statement_release(me);
}

struct completion statement_sent(struct instance *me, const struct line *line)
{
	me->r = gen_sent(me->gen);
	end_delegation(me, line);
	return normal();
}

struct completion statement_thrown(struct instance *me, const struct line *line)
{
	int code = gen_catch(me->gen);
	const struct value *value = error_value(code, gen_detail(me->gen));

	end_delegation(me, line);
	return failure(code, value);
}
