/* SPDX-License-Identifier: MIT */
/*
 * instance.c - instances: values, references, operations.
 */
#include "language.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Values ---- */

/* Programs count to little more than a hundred. */
#define SMALL 256

static const struct value *number(struct run *run, long long n)
{
	static struct value small[SMALL];
	struct large *large = run->large;

	if (n >= 0 && n < SMALL) {
		small[n].number = n;
		return &small[n];
	}
	while (large && large->value.number != n)
		large = large->next;
	if (!large) {
		large = grow(NULL, 0, sizeof(*large));
		*large = (struct large){ { n }, run->large };
		run->large = large;
	}
	return &large->value;
}

const struct value *evaluate(struct run *run, const struct instance *in,
			     const struct operand *x)
{
	switch (x->what) {
	case NUMBER:
		return number(run, x->number);
	case VARIABLE_A:
		return number(run, in->a);
	case VARIABLE_R:
		return in->r;
	case NONE:
		break;
	}
	return NULL;
}

const char *value_text(const struct value *value, char room[VALUE_ROOM])
{
	if (!value)
		return "-";
	snprintf(room, VALUE_ROOM, "%lld", value->number);
	return room;
}

/* The range of yfr: no send, no throw, no close. */
static const void *range_next(struct iter *it)
{
	struct range *range = (struct range *)it;

	if (range->next == range->stop)
		return NULL;
	return number(range->run, range->next++);
}

static const struct iter_ops range_ops = { .next = range_next };

/* ---- References ---- */

struct instance *instance_new(struct run *run, size_t definition,
			      const struct value *argument)
{
	struct instance *in = grow(NULL, 0, sizeof(*in));

	*in = (struct instance){
		.next = run->instances,
		.run = run,
		.definition = &run->sc->definitions[definition],
		.a = argument ? argument->number : 0,
		.references = 1,
		.range = { .iter = { &range_ops }, .run = run },
	};
	run->instances = in;
	in->gen = run->backend->create(in);
	if (!in->gen)
		die("conformance: %s", (const char *)iter_detail(NULL));
	return in;
}

void instance_acquire(struct instance *in)
{
	in->references++;
}

/* The generator is closed and goes first.  If it ignores that, what it holds
 * is still held. */
static void destroy(struct instance *in)
{
	in->run->backend->destroy(in->gen);
	in->gen = NULL;
	for (size_t i = 0; i < in->held_count; i++)
		instance_release(in->held[i]);
	free(in->held);
}

void instance_release(struct instance *in)
{
	if (--in->references == 0)
		destroy(in);
}

/*
 * Two that iterate over each other keep each other alive.  Every body ends if
 * it is told to often enough, and lets go of what it holds.
 */
void instance_collect(struct run *run)
{
	struct instance *all = run->instances, *in;

	for (in = all; in; in = in->next)
		if (in->gen)
			instance_acquire(in);
	for (in = all; in; in = in->next)
		while (in->gen && gen_close(in->gen))
			continue;
	for (in = all; in; in = in->next)
		if (in->gen)
			instance_release(in);
	while ((in = run->instances)) {
		run->instances = in->next;
		free(in);
	}
}

/* ---- Operations ---- */

/* A bare yield lends gen_none. */
static const struct value *item_value(const void *item)
{
	return item == &gen_none ? NULL : item;
}

/* StopIteration is a stop even where it is thrown into what is closed. */
static struct outcome failed(const struct instance *in, int code)
{
	const struct value *value = error_value(code, gen_detail(in->gen));

	if (error_kind(code) == 'S')
		return (struct outcome){ STOPPED, 0, value };
	return (struct outcome){ FAILED, code, value };
}

static struct outcome resumed(const struct instance *in, const void *item)
{
	int code = gen_error(in->gen);

	if (item)
		return (struct outcome){ YIELDED, 0, item_value(item) };
	if (code)
		return failed(in, code);
	return (struct outcome){ STOPPED, 0, gen_result(in->gen) };
}

struct outcome instance_operate(struct instance *in, const struct line *line,
				const struct value *value)
{
	int code;

	switch (line->op) {
	case OP_NEXT:
		return resumed(in, gen_next(in->gen));
	case OP_SEND:
		return resumed(in, gen_send(in->gen, value));
	case OP_THROW:
		code = error_code(line->kind);
		return resumed(in, gen_throw_with(in->gen, code, value));
	default:
		code = gen_close(in->gen);
		return code ? failed(in, code) :
			      (struct outcome){ STOPPED, 0, NULL };
	}
}

const char *instance_state(const struct instance *in)
{
	switch (gen_state(in->gen)) {
	case GEN_CREATED:
		return "CREATED";
	case GEN_RUNNING:
		return "RUNNING";
	case GEN_SUSPENDED:
		return gen_delegate(in->gen) ? "SUSPENDED+" : "SUSPENDED";
	case GEN_CLOSED:
		return "CLOSED";
	}
	return "?";
}
