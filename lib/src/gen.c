/* SPDX-License-Identifier: MIT */
/*
 * gen.c - generators: creating, asking, cleaning up, freeing.
 *
 * How they are resumed is in resume.c.
 */
#include "gen_impl.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char gen_none;

/* ---- Creating ---- */

/* A generator that could not be made keeps saying why. */
static struct gen *fault(struct stackful *s, int code, const char *text)
{
	s->gen.at = GEN_AT_FAULT;
	s->gen.code = code;
	s->gen.word = text;
	return &s->gen;
}

struct gen *gen_create(gen_fn *body, const void *args, size_t size,
		       size_t stack, const char *gen_switch)
{
	static const char *const ours = GEN_SWITCH;
	const char *refused = gen_stack_refused(stack);
	struct stackful *s = NULL;

	if (size <= SIZE_MAX - sizeof *s)
		s = malloc(sizeof *s + size);
	if (!s)
		return gen_no_memory("malloc of a generator with arguments",
				     size, NULL);
	/* Not all of it: what is missing here is written before it is read. */
	s->gen = (struct gen){ .iter = { &gen_ops } };
	s->stack = NULL;
	s->deferred = s->adopted = NULL;
	s->body = body;
	s->args = s + 1;
	if (args)
		memcpy(s->args, args, size);
	if (!args && size)
		return fault(s, EINVAL, "args is NULL, and size is not 0");
	if (!body)
		return fault(s, EINVAL, "a generator needs a body");
	/* Linkers keep one copy of equal strings. */
	if (gen_switch != ours && strcmp(gen_switch, ours) != 0)
		return fault(s, EINVAL,
			     "the program and libgenerator were compiled "
			     "for different switches (GEN_SWITCH)");
	if (refused)
		return fault(s, ENOTSUP, refused);
	s->stack = gen_stack_get(&s->gen, stack);
	if (!s->stack) {
		free(s);
		return NULL;
	}
	gen_switch_start(&s->gen, s->stack);
	return &s->gen;
}

/* ---- Cleaning up ---- */

static bool note_add(struct note **list, void (*fn)(void *), void *arg)
{
	struct note *note = malloc(sizeof *note);

	if (!note)
		return gen_no_memory("malloc", sizeof *note, NULL);
	*note = (struct note){ .next = *list, .fn = fn, .arg = arg };
	*list = note;
	return true;
}

void gen_notes_make(struct note **list)
{
	struct note *note;

	while ((note = *list)) {
		*list = note->next;
		note->fn(note->arg);
		free(note);
	}
}

void *gen_defer(struct gen *self, void (*fn)(void *arg), void *arg)
{
	if (!arg)
		return NULL;
	if (!self || self->body ||
	    !note_add(&gen_stackful(self)->deferred, fn, arg)) {
		fn(arg);
		errno = ENOMEM;
		return NULL;
	}
	return arg;
}

static void free_child(void *child)
{
	iter_free(child);
}

struct gen *gen_adopt(struct gen *g, struct iter *child)
{
	if (!child)
		return g;
	if (g && !g->body &&
	    note_add(&gen_stackful(g)->adopted, free_child, child))
		return g;
	if (gen_state(g) != GEN_RUNNING)
		gen_free(g);
	iter_free(child);
	return NULL;
}

const void *gen_keep(struct gen *self, const void *value, size_t size)
{
	if (!self || self->body || size > GEN_KEEP)
		return NULL;
	return memcpy(gen_stackful(self)->keep, value, size);
}

void gen_retire(struct gen *g)
{
	struct stackful *s = gen_stackful(g);

	if (g->body || !s->stack)
		return;
	gen_stack_put(s->stack, true);
	s->stack = NULL;
	gen_notes_run(&s->adopted);
}

/* ---- Freeing ---- */

static gen_hook *unraisable;

void gen_on_unraisable(gen_hook *hook)
{
	unraisable = hook;
}

void gen_unraisable(struct gen *g, int code, const void *detail)
{
	if (unraisable)
		unraisable(g, code, detail);
}

void gen_free(struct gen *g)
{
	if (g)
		iter_free(&g->iter);
}

/* The operations of a generator that is being freed: whoever is called then
 * may look at it, and cannot free it once more. */
static void free_again(struct iter *it)
{
	(void)it;
}

static const struct iter_ops dying_ops = {
	.next = gen_ops_next,
	.send = gen_ops_send,
	.throw_in = gen_ops_throw_in,
	.close = gen_ops_close,
	.error = gen_ops_error,
	.free = free_again,
	.generator = true,
};

/* The free of gen_ops: a stackful generator's memory is ours. */
void gen_ops_free(struct iter *it)
{
	struct gen *g = (struct gen *)it;
	struct stackful *s = gen_stackful(g);
	const struct iter_ops *ops = it->ops;
	int code;

	if (gen_state(g) == GEN_RUNNING) {
		gen_unraisable(g, EBUSY, "freed while it is running");
		return;
	}
	gen_unlink(g);
	code = gen_close(g);
	it->ops = &dying_ops;
	if (code)
		gen_unraisable(g, code, gen_detail(g));
	gen_let_go(g);
	if (g->body) {
		it->ops = ops;
		return;
	}
	gen_notes_run(&s->deferred); /* of a body that ignored the close */
	if (s->stack)
		gen_stack_put(s->stack, false);
	gen_notes_run(&s->adopted);
	free(s);
}

void gen_auto(void *variable)
{
	struct iter *it; /* struct gen begins with one */

	memcpy(&it, variable, sizeof it);
	iter_free(it);
}

/* ---- Asking ---- */

enum gen_state gen_state(const struct gen *g)
{
	if (!g || g->at <= GEN_AT_END)
		return GEN_CLOSED;
	if (g->at == GEN_AT_WORK)
		return GEN_RUNNING;
	if (g->at == GEN_AT_START)
		return GEN_CREATED;
	return gen_runs(g) ? GEN_RUNNING : GEN_SUSPENDED;
}

int gen_error(const struct gen *g)
{
	if (!g)
		return ENOMEM;
	return gen_state(g) == GEN_RUNNING ? EBUSY : g->code;
}

const void *gen_detail(const struct gen *g)
{
	if (!g)
		return iter_detail(NULL);
	return g->code || gen_state(g) == GEN_RUNNING ? g->word : NULL;
}

const void *gen_result(const struct gen *g)
{
	return g && g->at == GEN_AT_END && !g->code ? g->word : NULL;
}

struct iter *gen_delegate(const struct gen *g)
{
	return gen_state(g) == GEN_SUSPENDED ? g->to : NULL;
}

struct gen *iter_gen(struct iter *it)
{
	return iter_is_generator(it) ? (struct gen *)it : NULL;
}

/* ---- A generator as an iterator ---- */

const void *gen_ops_next(struct iter *it)
{
	return gen_next((struct gen *)it);
}

const void *gen_ops_send(struct iter *it, const void *msg)
{
	return gen_send((struct gen *)it, msg);
}

const void *gen_ops_throw_in(struct iter *it, int code, const void *detail)
{
	return gen_throw_with((struct gen *)it, code, detail);
}

int gen_ops_close(struct iter *it)
{
	return gen_close((struct gen *)it);
}

int gen_ops_error(const struct iter *it, const void **with)
{
	const struct gen *g = (const struct gen *)it;
	int code = gen_error(g);

	if (!with)
		return code;
	if (code == EBUSY && gen_state(g) == GEN_RUNNING)
		*with = "generator already executing";
	else
		*with = code ? gen_detail(g) : gen_result(g);
	return code;
}

const struct iter_ops gen_ops = {
	.next = gen_ops_next,
	.send = gen_ops_send,
	.throw_in = gen_ops_throw_in,
	.close = gen_ops_close,
	.error = gen_ops_error,
	.free = gen_ops_free,
	.generator = true,
};
