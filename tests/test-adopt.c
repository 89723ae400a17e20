/* SPDX-License-Identifier: MIT */
/*
 * test-adopt.c - generators that own others.
 *
 * Promises: gen_adopt() in generator.h.
 */
#include <errno.h>

#include "both.h"

/* An iterator on the heap that says when it is freed. */
struct child {
	struct iter iter;
	const char *name;
};

static const void *child_next(struct iter *it)
{
	(void)it;
	return &n[3];
}

static int child_close(struct iter *it)
{
	say("close");
	say(((struct child *)it)->name);
	return 0;
}

static void child_free(struct iter *it)
{
	say("free");
	say(((struct child *)it)->name);
	free(it);
}

static struct iter *child(const char *name)
{
	static const struct iter_ops ops = {
		.next = child_next,
		.close = child_close,
		.free = child_free,
	};
	struct child *c = malloc(sizeof *c);

	*c = (struct child){ .iter = { &ops }, .name = name };
	return &c->iter;
}

struct parent {
	int items;
	int error;
};

static const void *parent(struct gen *self, void *args)
{
	const struct parent *my = args;

	for (int i = 0; i < my->items; i++)
		if (!gen_yield(self, &n[i]))
			break;
	say("body");
	return gen_raise(self, my->error);
}

static void it_returns_the_parent(void **state)
{
	struct gen *g = gen_call(parent, .items = 1);

	(void)state;
	assert_ptr_equal(gen_adopt(g, child("a")), g);
	assert_string_equal(said, "");
	gen_free(g);
}

static void children_are_freed_last_first_when_it_ends(void **state)
{
	struct gen *g = gen_call(parent, .items = 1);

	(void)state;
	gen_adopt(gen_adopt(gen_adopt(g, child("a")), child("b")), child("c"));
	gen_next(g);
	assert_string_equal(said, "");
	gen_next(g);
	assert_string_equal(said, "body free c free b free a ");
	gen_free(g);
	assert_string_equal(said, "body free c free b free a ");
}

static void also_when_it_fails(void **state)
{
	struct gen *g = gen_adopt(gen_call(parent, .error = EIO), child("a"));

	(void)state;
	assert_fails(gen_next(g), g, EIO, NULL);
	assert_string_equal(said, "body free a ");
	gen_free(g);
}

static void also_when_it_is_closed(void **state)
{
	struct gen *g = gen_adopt(gen_call(parent, .items = 2), child("a"));

	(void)state;
	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "body free a ");
	gen_free(g);
}

static void also_when_it_is_closed_before_it_started(void **state)
{
	struct gen *g = gen_adopt(gen_call(parent, .items = 2), child("a"));

	(void)state;
	assert_int_equal(gen_close(g), 0);
	assert_string_equal(said, "free a ");
	gen_free(g);
}

static void also_when_it_is_thrown_into_before_it_started(void **state)
{
	struct gen *g = gen_adopt(gen_call(parent, .items = 2), child("a"));

	(void)state;
	assert_fails(gen_throw(g, EDOM), g, EDOM, NULL);
	assert_string_equal(said, "free a ");
	gen_free(g);
}

static void also_when_it_is_freed(void **state)
{
	struct gen *g = gen_adopt(gen_call(parent, .items = 2), child("a"));

	(void)state;
	gen_next(g);
	gen_free(g);
	assert_string_equal(said, "body free a ");
}

static void also_when_it_is_freed_before_it_started(void **state)
{
	(void)state;
	gen_free(gen_adopt(gen_call(parent, .items = 2), child("a")));
	assert_string_equal(said, "free a ");
}

static void also_when_it_could_not_be_made(void **state)
{
	struct gen *g = gen_new(NULL, NULL, 0);

	(void)state;
	gen_free(gen_adopt(g, child("a")));
	assert_string_equal(said, "free a ");
}

static void adopted_after_its_end_they_are_freed_with_it(void **state)
{
	struct gen *g = gen_call(parent, .items = 0);

	(void)state;
	gen_next(g);
	gen_adopt(g, child("a"));
	gen_free(g);
	assert_string_equal(said, "body free a ");
}

static void a_parent_that_is_null_frees_the_child_at_once(void **state)
{
	(void)state;
	assert_null(gen_adopt(NULL, child("a")));
	assert_string_equal(said, "free a ");
}

static void a_child_that_is_null_is_no_child(void **state)
{
	struct gen *g = gen_call(parent, .items = 1);

	(void)state;
	assert_ptr_equal(gen_adopt(g, NULL), g);
	assert_null(gen_adopt(NULL, NULL));
	assert_lends(gen_next(g), &n[0]);
	gen_free(g);
}

static const void *adopting(struct gen *self, void *args)
{
	(void)args;
	if (!gen_adopt(self, child("a")))
		return NULL;
	return gen_yield(self, &n[1]) ? "done" : NULL;
}

static void a_body_can_adopt_for_itself(void **state)
{
	struct gen *g = gen_new(adopting, NULL, 0);

	(void)state;
	gen_next(g);
	assert_string_equal(said, "");
	gen_next(g);
	assert_string_equal(said, "free a ");
	gen_free(g);
}

/* What is freed while a generator ends sees it run, and cannot resume it. */
struct witness {
	struct iter iter;
	struct gen *parent;
	enum gen_state seen;
	int error;
};

static void witness_free(struct iter *it)
{
	struct witness *w = (struct witness *)it;

	w->seen = gen_state(w->parent);
	gen_next(w->parent);
	w->error = gen_error(w->parent);
}

static void while_children_are_freed_it_still_runs(void **state)
{
	static const struct iter_ops ops = {
		.next = child_next,
		.free = witness_free,
	};
	struct gen *g = gen_call(parent, .items = 1, .error = EIO);
	struct witness w = { .iter = { &ops }, .parent = g };

	(void)state;
	gen_adopt(g, &w.iter);
	gen_next(g);
	assert_fails(gen_next(g), g, EIO, NULL);
	assert_int_equal(w.seen, GEN_RUNNING);
	assert_int_equal(w.error, EBUSY);
	gen_free(g);
}

static void also_when_it_never_started(void **state)
{
	static const struct iter_ops ops = {
		.next = child_next,
		.free = witness_free,
	};
	struct gen *g = gen_call(parent, .items = 1);
	struct witness w = { .iter = { &ops }, .parent = g };

	(void)state;
	gen_adopt(g, &w.iter);
	assert_fails(gen_throw_with(g, EDOM, &n[5]), g, EDOM, &n[5]);
	assert_int_equal(w.error, EBUSY);
	gen_free(g);
}

/* A stage, as programs write them: it owns its upstream. */
struct stage {
	struct iter *up;
};

static const void *stage(struct gen *self, void *args)
{
	struct stage *my = args;

	if (!gen_yield_from(self, my->up))
		say("left");
	return NULL;
}

static struct gen *staged(struct iter *up)
{
	return gen_adopt(gen_call(stage, .up = up), up);
}

static void a_chain_is_freed_by_freeing_its_last(void **state)
{
	struct gen *g = staged(gen_iter(staged(gen_iter(staged(child("a"))))));

	(void)state;
	assert_lends(gen_next(g), &n[3]);
	gen_free(g);
	assert_string_equal(said, "close a left free a left left ");
}

static void a_chain_that_never_started_too(void **state)
{
	(void)state;
	gen_free(staged(gen_iter(staged(gen_iter(staged(child("a")))))));
	assert_string_equal(said, "free a ");
}

/* ---- How deep the recursion goes ---- */

static const char *freed_at;

static void note_free(struct iter *it)
{
	(void)it;
	freed_at = __builtin_frame_address(0);
}

static const void *waiting(struct gen *self, void *args)
{
	(void)args;
	return gen_yield(self, NULL) ? "done" : NULL;
}

/* A chain of so many suspended generators: where is its end freed? */
static const char *end_of_chain(int levels)
{
	static const struct iter_ops ops = {
		.next = child_next,
		.free = note_free,
	};
	struct iter last = { &ops }, *it = &last;

	for (int i = 0; i < levels; i++) {
		struct gen *g = gen_new(waiting, NULL, 0);

		gen_next(g);
		it = gen_iter(gen_adopt(g, it));
	}
	iter_free(it);
	return freed_at;
}

static void a_level_takes_less_than_1_kib_of_stack_or_2(void **state)
{
	size_t most = strcmp(GEN_SWITCH, "ucontext") ? 1024 : 2048;
	const char *first = end_of_chain(1);

	(void)state;
	if (SANITIZED)
		skip();
	assert_in_range(first - end_of_chain(101), 100, 100 * most - 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(it_returns_the_parent),
		ONCE(children_are_freed_last_first_when_it_ends),
		ONCE(also_when_it_fails),
		ONCE(also_when_it_is_closed),
		ONCE(also_when_it_is_closed_before_it_started),
		ONCE(also_when_it_is_thrown_into_before_it_started),
		ONCE(also_when_it_is_freed),
		ONCE(also_when_it_is_freed_before_it_started),
		ONCE(also_when_it_could_not_be_made),
		ONCE(adopted_after_its_end_they_are_freed_with_it),
		ONCE(a_parent_that_is_null_frees_the_child_at_once),
		ONCE(a_child_that_is_null_is_no_child),
		ONCE(a_body_can_adopt_for_itself),
		ONCE(while_children_are_freed_it_still_runs),
		ONCE(also_when_it_never_started),
		ONCE(a_chain_is_freed_by_freeing_its_last),
		ONCE(a_chain_that_never_started_too),
		ONCE(a_level_takes_less_than_1_kib_of_stack_or_2),
	};

	return RUN(tests);
}
