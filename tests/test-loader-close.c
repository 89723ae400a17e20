/* SPDX-License-Identifier: MIT */
/*
 * test-loader-close.c - stopping at any point, waiting no longer than agreed,
 * going on with the same workers, fork(), and loaders as iterators.
 *
 * Promises: loader_free(), loader_restart(), loader_iter(), timeout_ms, and
 * "After fork() the child can only free it" in generator/loader.h;
 * loading_cancelled() in generator/dataset.h.
 */
#include <generator/pipeline.h>

#include "loader.h"

/* ---- Closing ---- */

/* After k batches, or amid the one that follows; indexed or streamed. */
static void closing_is_possible_at_any_point(void **state)
{
	int before = threads();

	(void)state;
	for (unsigned workers = 0; workers <= 4; workers++)
		for (int k = 0; k <= 20; k += rounds(1, 5)) {
			struct counted set = COUNTED(100, .delay_us = 30);
			struct counted stream = STREAM(100, .delay_us = 30);
			struct loader *l[] = {
				LOAD(set, .batch = 5, .workers = workers,
				     .shuffle = true),
				LOAD(stream, .batch = 5, .workers = workers,
				     .shuffle = true, .window = 12),
			};

			for (size_t i = 0; i < 2; i++) {
				for (int b = 0; b < k; b++)
					assert_non_null(loader_next(l[i]));
				loader_free(l[i]);
			}
		}
	assert_int_equal(threads(), before);
}

/* Its batch would take 40 times as long as one sample. */
static void who_closes_waits_for_one_sample_at_most(void **state)
{
	struct counted set = COUNTED(4000), stream = STREAM(4000);

	skip_with_tools();
	(void)state;
	set.delay_us = stream.delay_us = 20000;
	for (unsigned workers = 1; workers <= 3; workers++) {
		struct loader *l = LOAD(set, .batch = 40, .workers = workers,
					.timeout_ms = 5);
		struct loader *streamed =
			LOAD(stream, .batch = 40, .workers = workers,
			     .timeout_ms = 5);

		assert_null(loader_next(l));
		assert_null(loader_next(streamed));
		assert_true(MS_OF(loader_restart(l)) < 150);
		assert_true(MS_OF(loader_restart(streamed)) < 150);
		assert_null(loader_next(l));
		assert_null(loader_next(streamed));
		assert_true(MS_OF(loader_free(l)) < 150);
		assert_true(MS_OF(loader_free(streamed)) < 150);
	}
}

/* A resume goes through what was lent before. */
static void nor_for_a_resume(void **state)
{
	struct counted stream = STREAM(4000);
	struct loader *l;
	struct loader_state s;

	skip_with_tools();
	(void)state;
	l = LOAD(stream, .batch = 40);
	for (int k = 0; k < 20; k++)
		loader_next(l);
	s = loader_save(l);
	loader_free(l);
	stream.delay_us = 20000;
	l = LOAD(stream, .batch = 40, .workers = 2, .timeout_ms = 5,
		 .resume = &s);
	assert_null(loader_next(l));
	assert_true(MS_OF(loader_free(l)) < 150);
}

static void get_may_ask_whether_it_is_still_wanted(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 4; workers++) {
		struct counted set = COUNTED(100, .stuck = 5);
		struct counted stream = STREAM(100, .stuck = 5);
		struct loader *l = LOAD(set, .batch = 5, .workers = workers);
		struct loader *streamed =
			LOAD(stream, .batch = 5, .workers = workers);

		assert_non_null(loader_next(l));
		assert_non_null(loader_next(streamed));
		while (!set.inside) /* it is stuck, or will be */
			sleep_us(100);
		loader_free(l);
		loader_free(streamed);
		assert_in_range(set.cancelled, 0, 1);
		assert_int_equal(set.inside, 0);
	}
}

static const void *upstream_closes(struct gen *self, void *args)
{
	struct loader *l = *(struct loader **)args;

	if (!gen_defer(self, (void (*)(void *))loader_free, l))
		return NULL;
	gen_each (const struct loaded *, b, loader_iter(l))
		if (!gen_yield(self, b))
			return NULL;
	return NULL;
}

static void a_generator_may_close_it_when_it_ends(void **state)
{
	int before = threads();

	(void)state;
	for (int k = 0; k < 8; k++) {
		struct counted set = COUNTED(30);
		struct loader *l = LOAD(set, .batch = 5, .workers = 2);
		struct gen *g = gen_new(upstream_closes, &l, sizeof l);

		for (int i = 0; i < k; i++)
			assert_true(!gen_next(g) == (i >= 6));
		if (k == 0) /* never begun, it has nothing to close */
			loader_free(l);
		gen_free(g);
		assert_int_equal(threads(), before);
	}
}

/* ---- Cancelled threads ---- */

struct consumer {
	struct loader *l;
	atomic_bool freed, in_next;
};

static void free_loader(void *arg)
{
	struct consumer *c = arg;

	loader_free(c->l);
	c->freed = true;
}

static void *consume(void *arg)
{
	struct consumer *c = arg;

	pthread_cleanup_push(free_loader, c);
	for (;;) {
		c->in_next = true;
		if (!loader_next(c->l))
			loader_restart(c->l);
		pthread_testcancel();
	}
	pthread_cleanup_pop(1);
	return NULL;
}

static void a_thread_that_waits_may_be_cancelled(void **state)
{
	struct counted set = COUNTED(40, .delay_us = 300);
	int before = threads();

	(void)state;
	for (int i = 0; i < rounds(20, 5); i++) {
		struct consumer c = { .l = LOAD(set, .batch = 5,
						.workers = 2) };
		pthread_t thread;

		pthread_create(&thread, NULL, consume, &c);
		while (!c.in_next)
			sleep_us(100);
		sleep_us((unsigned)i * 200);
		pthread_cancel(thread);
		pthread_join(thread, NULL);
		assert_true(c.freed);
		assert_int_equal(threads(), before);
	}
}

static void *free_cancelled(void *arg)
{
	struct consumer *c = arg;

	loader_next(c->l);
	pthread_cancel(pthread_self());
	loader_restart(c->l);
	loader_next(c->l);
	free_loader(c);
	return NULL;
}

static void not_amid_restarting_or_closing(void **state)
{
	struct counted set = COUNTED(40, .delay_us = 3000);
	struct consumer c = { .l = LOAD(set, .batch = 5, .workers = 2) };
	int before = threads();
	pthread_t thread;

	(void)state;
	pthread_create(&thread, NULL, free_cancelled, &c);
	pthread_join(thread, NULL);
	assert_true(c.freed);
	assert_int_equal(threads(), before);
}

/* ---- No longer than agreed ---- */

static void what_is_late_comes_later_and_in_order(void **state)
{
	struct counted set = COUNTED(30, .stuck = 5);
	struct loader *l =
		LOAD(set, .batch = 5, .workers = 2, .timeout_ms = 20);

	(void)state;
	assert_int_equal(loader_next(l)->step, 0);
	for (int i = 0; i < 3; i++) {
		double ms = MS_OF(assert_null(loader_next(l)));

		assert_int_equal(loader_error(l)->code, ETIMEDOUT);
		assert_true(loader_error(l)->again);
		assert_int_equal(loader_error(l)->step, 1);
		assert_true(ms >= 20);
		assert_true(ms < 1000);
	}
	set.stuck = UINT64_MAX;
	for (uint64_t step = 1; step < 6;) {
		const struct loaded *b = loader_next(l);

		if (!b)
			assert_int_equal(loader_error(l)->code, ETIMEDOUT);
		else
			assert_int_equal(b->step, step++);
	}
	loader_free(l);
}

static void what_is_there_is_not_late(void **state)
{
	struct counted set = COUNTED(30);
	struct loader *l = LOAD(set, .batch = 5, .workers = 2, .prefetch = 6,
				.timeout_ms = 10000);

	(void)state;
	assert_int_equal(recorded(l).errors, 0);
	loader_free(l);
}

/* ---- The same workers, epoch after epoch ---- */

static pthread_mutex_t seen_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
	pthread_t threads[8];
	size_t count;
} seen;

static int see_thread(void *ctx, void *sample, struct loading *in)
{
	size_t i = 0;

	(void)ctx;
	(void)sample;
	(void)in;
	pthread_mutex_lock(&seen_mutex);
	while (i < seen.count &&
	       !pthread_equal(seen.threads[i], pthread_self()))
		i++;
	if (i == seen.count && i < 8)
		seen.threads[seen.count++] = pthread_self();
	pthread_mutex_unlock(&seen_mutex);
	return 0;
}

static void workers_stay_for_all_epochs(void **state)
{
	const struct loader_transform see[] = { { see_thread, NULL } };
	struct counted set = COUNTED(20);
	struct loader *l = LOAD(set, .batch = 5, .workers = 3, .shuffle = true,
				.transforms = see, .transform_count = 1);
	int files = entries_in("/proc/self/fd"), before = threads();
	int epochs = rounds(1000, 30);

	(void)state;
	seen.count = 0;
	for (int e = 0; e < epochs; e++) {
		if (e % 100 == 99) {
			struct record fresh = recorded_once(
				LOAD(set, .batch = 5, .shuffle = true,
				     .epoch = (uint64_t)e));

			assert_same(recorded(l), fresh);
		}
		assert_int_equal(recorded(l).samples, e % 100 == 99 ? 0 : 20);
		loader_restart(l);
	}
	assert_int_equal(threads(), before + 3);
	assert_in_range(seen.count, 1, 3);
	assert_int_equal(entries_in("/proc/self/fd"), files);
	loader_free(l);
}

static void a_restart_may_come_while_all_are_busy(void **state)
{
	struct counted set = COUNTED(100, .stuck = 7);
	struct counted stream = STREAM(100, .stuck = 7);

	(void)state;
	for (unsigned workers = 1; workers <= 4; workers++) {
		struct loader *l[] = {
			LOAD(set, .batch = 5, .workers = workers),
			LOAD(stream, .batch = 5, .workers = workers),
		};

		for (size_t i = 0; i < 2; i++) {
			for (uint64_t e = 0; e < 10; e++) {
				assert_int_equal(loader_next(l[i])->epoch, e);
				sleep_us((unsigned)e * 100);
				loader_restart(l[i]);
			}
			loader_free(l[i]);
		}
	}
}

/* A worker may be on its way to the next batch, or to sleep. */
static void restarts_may_follow_fast(void **state)
{
	struct counted set = COUNTED(20);
	struct loader *l = LOAD(set, .batch = 4, .workers = 4, .prefetch = 2,
				.timeout_ms = 5000);

	(void)state;
	for (uint64_t e = 0; e < (uint64_t)rounds(3000, 300); e++) {
		for (uint64_t k = 0; k <= e % 7; k++) {
			const struct loaded *b = loader_next(l);

			assert_null(loader_error(l));
			assert_true(!b == (k >= 5));
			assert_true(!b || (b->epoch == e && b->first == 4 * k));
		}
		loader_restart(l);
	}
	loader_free(l);
}

/* ---- fork() ---- */

static bool is_any(uint64_t index)
{
	return index < UINT64_MAX;
}

/* ASan's locks may be held by a thread that the child has not. */
static void skip_with_asan(void)
{
	if (SANITIZED && !THREAD_SANITIZED)
		skip();
}

static int use_in_child(void *arg)
{
	struct loader *l = arg;
	bool refused = !loader_next(l) && loader_error(l)->code == ECHILD &&
		       loader_error(l)->again;

	loader_restart(l);
	refused &= !loader_next(l) && loader_error(l)->code == ECHILD;
	loader_free(l);
	/* What its threads were at is not freed: no leak is to be seen. */
	if (refused)
		execl("/bin/true", "true", (char *)NULL);
	return 1;
}

static void a_child_can_free_it_and_no_more(void **state)
{
	skip_with_asan();
	(void)state;
	for (int i = 0; i < rounds(10, 3); i++) {
		struct counted set = COUNTED(100, .delay_us = 100);
		struct counted stream = STREAM(100, .delay_us = 100);
		struct loader *l[] = {
			LOAD(set, .batch = 5, .workers = 2),
			LOAD(stream, .batch = 5, .workers = 2),
		};

		for (size_t k = 0; k < 2; k++) {
			loader_next(l[k]);
			sleep_us((unsigned)i * 50);
			assert_int_equal(outcome_of(use_in_child, l[k]), 0);
			assert_int_equal(recorded(l[k]).samples, 95);
			loader_free(l[k]);
		}
	}
}

/* A stream's generator runs in a thread that the child has not. */
static void also_while_a_worker_is_in_the_stream(void **state)
{
	struct counted stream = STREAM(100, .stuck = 7, .patient = true);
	struct loader *l = LOAD(stream, .batch = 5, .workers = 1);

	(void)state;
	loader_next(l);
	while (stream.copies < 8)
		sleep_us(100);
	assert_int_equal(outcome_of(use_in_child, l), 0);
	stream.stuck = UINT64_MAX;
	assert_int_equal(recorded(l).samples, 95);
	loader_free(l);
}

/* What a worker is at when the process forks is half done, for ever. */
static void also_while_workers_fail(void **state)
{
	struct counted set = COUNTED(1000, .fails = is_any);
	struct counted stream = STREAM(1000, .fails = is_any);

	skip_with_asan();
	(void)state;
	for (int i = 0; i < rounds(10, 30); i++) {
		struct loader *l[] = {
			LOAD(set, .batch = 1000, .workers = 3,
			     .on_error = LOADER_SKIP_SAMPLE),
			LOAD(stream, .batch = 1000, .workers = 3,
			     .on_error = LOADER_SKIP_SAMPLE),
		};

		for (size_t k = 0; k < 2; k++) {
			loader_next(l[k]);
			loader_restart(l[k]);
			assert_int_equal(outcome_of(use_in_child, l[k]), 0);
			loader_free(l[k]);
		}
	}
}

/* QEMU up to 7.2 leaves a forked child that makes threads with 127. */
static void assert_outcome(int (*fn)(void *arg), void *arg, int wanted)
{
	int outcome = outcome_of(fn, arg);

	if (outcome == 127)
		skip();
	assert_int_equal(outcome, wanted);
}

static int make_own(void *arg)
{
	struct counted set = COUNTED(30);
	struct record r = recorded_once(LOAD(set, .batch = 5, .workers = 2));

	(void)arg;
	return r.steps == 6 && !r.errors ? 0 : 1;
}

static void a_child_can_make_its_own(void **state)
{
	struct counted set = COUNTED(30);
	struct loader *l;

	if (SANITIZED) /* TSan dies in a child that makes threads */
		skip();
	if (on_valgrind()) /* what the workers held is a leak in the child */
		skip();
	(void)state;
	l = LOAD(set, .batch = 5, .workers = 2);
	loader_next(l);
	assert_outcome(make_own, NULL, 0);
	assert_int_equal(recorded(l).steps, 5);
	loader_free(l);
}

static int exit_with_open_loader(void *arg)
{
	static struct counted set = COUNTED(100, .stuck = 30);
	static struct loader *l; /* found at the end: no leak */

	(void)arg;
	l = LOAD(set, .batch = 5, .workers = 2);
	loader_next(l);
	fclose(stdout); /* it is the parent's: nothing shall be printed twice */
	exit(0);
}

static void a_program_may_exit_with_an_open_one(void **state)
{
	skip_with_tools(); /* threads are leaks to them */
	(void)state;
	assert_outcome(exit_with_open_loader, NULL, 0);
}

/* ---- An iterator ---- */

static const void *count_of(const void *item, void *ctx)
{
	*(size_t *)ctx = ((const struct batch *)item)->count;
	return ctx;
}

static bool is_full(const void *item, void *ctx)
{
	(void)ctx;
	return *(const size_t *)item == 5;
}

static void stages_take_it_as_any_iterator(void **state)
{
	struct counted set = COUNTED(28);
	int before = threads();

	(void)state;
	for (unsigned workers = 0; workers < 3; workers++) {
		size_t count, batches = 0;
		struct iter *it =
			loader_iter(LOAD(set, .batch = 5, .workers = workers));

		it = iter_filter(iter_map(it, count_of, &count), is_full, NULL);
		gen_each (const size_t *, c, it)
			batches += *c == 5;
		assert_int_equal(batches, 5);
		assert_int_equal(iter_error(it), 0);
		iter_free(it);
		assert_int_equal(threads(), before);
	}
}

static void closing_the_last_stage_closes_it(void **state)
{
	struct counted set = COUNTED(100), other = COUNTED(10);
	int before = threads();
	struct iter *it = loader_iter(LOAD(set, .batch = 5, .workers = 2));
	struct iter *second = loader_iter(LOAD(other, .batch = 5));

	(void)state;
	it = iter_take(iter_chain(iter_enumerate(it, 0), second), 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(
			((const struct numbered *)iter_next(it))->index, i);
	assert_null(iter_next(it));
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(threads(), before);
	assert_int_equal(other.gets, 0);
	iter_free(it);
}

static bool is_13(uint64_t index)
{
	return index == 13;
}

static void its_errors_come_through_stages(void **state)
{
	struct counted set = COUNTED(30, .fails = is_13);
	struct iter *it =
		iter_take(loader_iter(LOAD(set, .batch = 5, .workers = 1)), 10);

	(void)state;
	for (int i = 0; i < 2; i++)
		assert_non_null(iter_next(it));
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	assert_non_null(strstr(iter_detail(it), "nothing at 13"));
	iter_free(it);
}

struct delegate {
	struct iter *up;
	int *code;
};

static const void *delegate(struct gen *self, void *args)
{
	const struct delegate *my = args;

	if (!gen_yield_from(self, my->up))
		*my->code = gen_catch(self);
	return NULL;
}

/* It is no generator: what has no send cannot be sent to. */
static void it_cannot_be_sent_to(void **state)
{
	static const int message = 5;
	struct counted set = COUNTED(30);
	struct loader *l = LOAD(set, .batch = 5, .workers = 1);
	int code = 0, before = threads();
	struct gen *g = gen_call(delegate, .up = loader_iter(l), .code = &code);

	(void)state;
	assert_false(iter_is_generator(loader_iter(l)));
	assert_non_null(gen_next(g));
	assert_int_equal(threads(), before + 1);
	assert_null(gen_send(g, &message));
	assert_int_equal(code, ENOTSUP);
	gen_free(g);
	loader_free(l);
	assert_int_equal(threads(), before);
}

/* throw closes what it delegates to, and the error goes on. */
static void an_error_thrown_into_its_delegator_closes_it(void **state)
{
	struct counted set = COUNTED(30);
	struct loader *l = LOAD(set, .batch = 5, .workers = 1);
	int code = 0, before = threads();
	struct gen *g = gen_adopt(
		gen_call(delegate, .up = loader_iter(l), .code = &code),
		loader_iter(l));

	(void)state;
	assert_non_null(gen_next(g));
	assert_null(gen_throw(g, EDOM));
	assert_int_equal(code, EDOM);
	assert_int_equal(threads(), before);
	gen_free(g);
	assert_int_equal(threads(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(closing_is_possible_at_any_point),
		cmocka_unit_test(who_closes_waits_for_one_sample_at_most),
		cmocka_unit_test(nor_for_a_resume),
		cmocka_unit_test(get_may_ask_whether_it_is_still_wanted),
		cmocka_unit_test(a_generator_may_close_it_when_it_ends),
		cmocka_unit_test(a_thread_that_waits_may_be_cancelled),
		cmocka_unit_test(not_amid_restarting_or_closing),
		cmocka_unit_test(what_is_late_comes_later_and_in_order),
		cmocka_unit_test(what_is_there_is_not_late),
		cmocka_unit_test(workers_stay_for_all_epochs),
		cmocka_unit_test(a_restart_may_come_while_all_are_busy),
		cmocka_unit_test(restarts_may_follow_fast),
		cmocka_unit_test(a_child_can_free_it_and_no_more),
		cmocka_unit_test(also_while_a_worker_is_in_the_stream),
		cmocka_unit_test(also_while_workers_fail),
		cmocka_unit_test(a_child_can_make_its_own),
		cmocka_unit_test(a_program_may_exit_with_an_open_one),
		cmocka_unit_test(stages_take_it_as_any_iterator),
		cmocka_unit_test(closing_the_last_stage_closes_it),
		cmocka_unit_test(its_errors_come_through_stages),
		cmocka_unit_test(it_cannot_be_sent_to),
		cmocka_unit_test(an_error_thrown_into_its_delegator_closes_it),
	};

	return RUN(tests);
}
