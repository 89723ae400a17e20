/* SPDX-License-Identifier: MIT */
/*
 * test-reentry - what is called while a generator ends or is freed can do it no
 * harm, and loses no error.
 *
 * The promises are those of gen_free(), gen_adopt() and gen_on_unraisable() in
 * generator.h, and of iter_map() and iter_batch() in generator/pipeline.h.
 */
#include "unit.h"

#include <errno.h>

#include <generator.h>
#include <generator/pipeline.h>

/* ---- A child that looks at the generator that owns it ---- */

static struct gen *parent;
static int seen_error;

static void meddle(void *unused)
{
	(void)unused;
	gen_next(parent);
	seen_error = gen_error(parent);
	gen_free(parent);
}

static const void *meddler(struct gen *self, void *args)
{
	(void)args;
	if (gen_defer(self, meddle, self) && gen_yield(self, &gen_none))
		return self;
	return NULL;
}

static const void *failing(struct gen *self, void *args)
{
	(void)args;
	return gen_raise(self, EIO);
}

static void a_child_that_is_freed_finds_its_owner_running(void **state)
{
	struct gen *child = gen_new(meddler, NULL, 0);

	(void)state;
	assert_non_null(gen_next(child));
	parent = gen_adopt(gen_new(failing, NULL, 0), gen_iter(child));
	assert_null(gen_next(parent));
	assert_int_equal(seen_error, EBUSY);
	assert_int_equal(gen_error(parent), EIO);
	gen_free(parent);
}

/* ---- The hook ---- */

static int told;

static void free_it(struct gen *g, int code, const void *detail)
{
	(void)detail;
	told += code == EIO;
	gen_free(g);
}

static const void *fails_when_closed(struct gen *self, void *args)
{
	(void)args;
	if (!gen_yield(self, &gen_none))
		return gen_raise(self, EIO);
	return NULL;
}

static void freeing_it_in_the_hook_does_nothing(void **state)
{
	struct gen *g = gen_new(fails_when_closed, NULL, 0);

	(void)state;
	told = 0;
	assert_non_null(gen_next(g));
	gen_on_unraisable(free_it);
	gen_free(g);
	gen_on_unraisable(NULL);
	assert_int_equal(told, 1);
}

/* ---- Stages ---- */

static const void *two_then_eio(struct gen *self, void *args)
{
	(void)args;
	for (int i = 0; i < 2; i++)
		if (!gen_yield(self, &i))
			return NULL;
	return gen_raise(self, EIO);
}

static void a_short_batch_is_lent_before_the_error_is_told(void **state)
{
	struct gen *source = gen_new(two_then_eio, NULL, 0);
	struct iter *it = iter_batch(gen_iter(source), 5, sizeof(int));
	const struct batch *batch = iter_next(it);

	(void)state;
	assert_non_null(batch);
	assert_int_equal(batch->count, 2);
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	iter_free(it);
}

struct counted {
	struct iter iter;
	int closes;
};

static const void *counted_next(struct iter *it)
{
	return it;
}

static int counted_close(struct iter *it)
{
	((struct counted *)it)->closes++;
	return 0;
}

static const struct iter_ops counted_ops = {
	.next = counted_next,
	.close = counted_close,
};

static const void *same(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static void an_expression_closes_its_upstream_once(void **state)
{
	struct counted up = { .iter = { &counted_ops } };
	struct iter *it = iter_map(&up.iter, same, NULL);

	(void)state;
	assert_non_null(iter_next(it));
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(up.closes, 1);
	iter_free(it);
}

static void an_expression_leaves_errno_alone(void **state)
{
	struct counted up = { .iter = { &counted_ops } };
	struct iter *it = iter_map(&up.iter, same, NULL);

	(void)state;
	errno = ENOENT;
	assert_non_null(iter_next(it));
	assert_int_equal(errno, ENOENT);
	iter_free(it);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_child_that_is_freed_finds_its_owner_running),
		cmocka_unit_test(freeing_it_in_the_hook_does_nothing),
		cmocka_unit_test(
			a_short_batch_is_lent_before_the_error_is_told),
		cmocka_unit_test(an_expression_closes_its_upstream_once),
		cmocka_unit_test(an_expression_leaves_errno_alone),
	};

	return RUN(tests);
}
