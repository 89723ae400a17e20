/* SPDX-License-Identifier: MIT */
/*
 * test-threads.c - generators and threads.
 *
 * Promises: "One thread at a time uses a generator; it may move to another
 * thread while it is suspended" and "A generator runs [...] with the signal
 * mask and the errno of the thread that resumes it", generator.h; the text of
 * iter_detail(NULL) is the thread's own, generator/iter.h.
 */
#include <errno.h>
#include <pthread.h>

#include <generator/pipeline.h>

#include "allocs.h"
#include "both.h"

/* One operation, in a thread of its own. */
enum what { NEXT, SEND, THROW, CLOSE, FREE };

struct visit {
	struct gen *g;
	enum what what;
	const void *item;
	int code;
};

static void *visit(void *arg)
{
	struct visit *v = arg;

	switch (v->what) {
	case NEXT:
		v->item = gen_next(v->g);
		break;
	case SEND:
		v->item = gen_send(v->g, &n[5]);
		break;
	case THROW:
		v->item = gen_throw(v->g, EDOM);
		break;
	case CLOSE:
		v->code = gen_close(v->g);
		break;
	case FREE:
		gen_free(v->g);
		break;
	}
	return NULL;
}

static void in_thread(void *(*fn)(void *arg), void *arg)
{
	pthread_t thread;

	assert_int_equal(pthread_create(&thread, NULL, fn, arg), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
}

static const void *elsewhere(struct visit *v, enum what what)
{
	v->what = what;
	in_thread(visit, v);
	return v->item;
}

static void suspended_it_may_move(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), YIELD(&n[2]),
			     YIELD_TAKE(&n[3]), YIELD(&n[4]), RETURN(&n[7]));
	struct visit v = { .g = g };

	assert_lends(elsewhere(&v, NEXT), &n[1]);
	assert_lends(gen_next(g), &n[2]);
	assert_lends(elsewhere(&v, SEND), &n[3]);
	assert_wake(a, 1, true, &n[5]);
	assert_lends(elsewhere(&v, THROW), &n[4]);
	assert_ends(elsewhere(&v, NEXT), g, &n[7]);
	gen_free(g);
}

static void it_may_be_closed_elsewhere(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, YIELD(&n[1]), FINALLY, SAY("clean"));
	struct visit v = { .g = g };

	gen_next(g);
	elsewhere(&v, CLOSE);
	assert_int_equal(v.code, 0);
	assert_string_equal(said, "clean ");
	gen_free(g);
}

static void it_may_be_freed_elsewhere(void **state)
{
	struct actor a;
	struct visit v = { .g = play(&a, state, YIELD(&n[1]), FINALLY,
				     SAY("clean")) };

	gen_next(v.g);
	elsewhere(&v, FREE);
	assert_string_equal(said, "clean ");
}

static void a_chain_may_move_too(void **state)
{
	struct actor a, b;
	struct gen *in = play_inner(&b, state, YIELD(&n[1]), YIELD(&n[2]),
				    RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), YIELD(&n[3]));
	struct visit v = { .g = g };

	assert_lends(gen_next(g), &n[1]);
	assert_lends(elsewhere(&v, NEXT), &n[2]);
	assert_lends(elsewhere(&v, SEND), &n[3]);
	assert_wake(a, 0, true, &n[7]);
	gen_free(g);
	gen_free(in);
}

/* ---- Many at once ---- */

struct count_up_to {
	int max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	const struct count_up_to *my = args;

	for (int count = 1; count <= my->max; count++)
		if (!gen_yield(self, &count))
			return NULL;
	return NULL;
}

static const void *double_it(const void *item, void *ctx)
{
	*(long *)ctx = 2L * *(const int *)item;
	return ctx;
}

static void *sum_up(void *sum)
{
	for (int round = 0; round < 50; round++) {
		long item;
		struct gen *g = gen_call(count_up_to, .max = 100);
		struct iter *it = iter_map(gen_iter(g), double_it, &item);

		gen_each (const long *, twice, it)
			*(long *)sum += *twice;
		iter_free(it);
	}
	return NULL;
}

enum { THREADS = 8 };

static void each_thread_may_have_its_own(void **state)
{
	pthread_t thread[THREADS];
	long sum[THREADS] = { 0 };

	(void)state;
	for (int i = 0; i < THREADS; i++)
		pthread_create(&thread[i], NULL, sum_up, &sum[i]);
	for (int i = 0; i < THREADS; i++) {
		pthread_join(thread[i], NULL);
		assert_int_equal(sum[i], 50 * 10100);
	}
}

/* From hand to hand, as fast as it goes: a lock tells whose turn it is. */
static struct {
	pthread_mutex_t lock;
	struct gen *g;
	int last;
	bool wrong;
} shared = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void *take_turns(void *unused)
{
	for (bool more = true; more;) {
		const int *count;

		pthread_mutex_lock(&shared.lock);
		count = gen_next(shared.g);
		if (count)
			shared.wrong |= *count != ++shared.last;
		more = count;
		pthread_mutex_unlock(&shared.lock);
	}
	return unused;
}

static void threads_may_take_turns_with_one(void **state)
{
	int max = on_valgrind() ? 500 : 5000;
	pthread_t thread[4];

	(void)state;
	shared.g = gen_call(count_up_to, .max = max);
	shared.last = 0;
	for (int i = 0; i < 4; i++)
		pthread_create(&thread[i], NULL, take_turns, NULL);
	for (int i = 0; i < 4; i++)
		pthread_join(thread[i], NULL);
	assert_false(shared.wrong);
	assert_int_equal(shared.last, max);
	gen_free(shared.g);
}

/* ---- What is the thread's own ---- */

/* Memory to be given back is that of stacks: each thread has a pool. */
static void *leave_stacks(void *unused)
{
	struct gen *g[5];

	for (int i = 0; i < 5; i++) {
		g[i] = gen_call(count_up_to, .max = 3);
		if (i) /* one never starts */
			(void)gen_next(g[i]);
	}
	for (int i = 0; i < 5; i++)
		gen_free(g[i]);
	return unused;
}

static int maps(void)
{
	FILE *file = fopen("/proc/self/maps", "r");
	int lines = 0;

	for (int c; file && (c = getc(file)) != EOF;)
		lines += c == '\n';
	if (file)
		fclose(file);
	return lines;
}

static void a_thread_that_exits_leaves_no_stacks(void **state)
{
	int before;

	skip_with_tools();
	(void)state;
	for (int i = 0; i < 20; i++)
		in_thread(leave_stacks, NULL);
	before = maps();
	for (int i = 0; i < 200; i++)
		in_thread(leave_stacks, NULL);
	assert_in_range(maps(), 1, before + 20);
}

static void *fail_here(void *text)
{
	allocs_watch();
	allocs.fail_at = 1;
	gen_free(gen_call(count_up_to, .max = 3));
	allocs.watch = false;
	snprintf(text, 128, "%s", (const char *)iter_detail(NULL));
	return NULL;
}

static void what_failed_is_told_to_the_thread_it_failed_in(void **state)
{
	char before[128], there[128] = "";

	skip_without_allocs();
	(void)state;
	snprintf(before, sizeof before, "%s", (char *)iter_detail(NULL));
	in_thread(fail_here, there);
	assert_string_equal(iter_detail(NULL), before);
	assert_string_not_equal(there, before);
}

/* ---- errno and the signal mask ---- */

/* In a function of its own: a compiler finds errno, as any variable of a
 * thread, once in a function, and a function that yields may go on in another
 * thread. */
__attribute__((noinline)) static void set_errno(int code)
{
	errno = code;
}

static const void *setting_errno(struct gen *self, void *args)
{
	(void)args;
	for (int code = 1;; code++) {
		set_errno(code);
		if (!gen_yield(self, &n[1]))
			return NULL;
	}
}

static void *see_errno(void *arg)
{
	struct visit *v = arg;

	errno = 99;
	v->item = gen_next(v->g);
	v->code = errno;
	return NULL;
}

static void errno_is_that_of_the_thread_that_resumes_it(void **state)
{
	struct gen *g = gen_new(setting_errno, NULL, 0);
	struct visit v = { .g = g };

	(void)state;
	errno = 0;
	gen_next(g);
	assert_int_equal(errno, 1);
	in_thread(see_errno, &v);
	assert_int_equal(v.code, 2);
	assert_int_equal(errno, 1);
	gen_next(g);
	assert_int_equal(errno, 3);
	gen_free(g);
}

/* "With ucontext: with the mask [...] it was made with." */
static const void *look_at_mask(struct gen *self, void *args)
{
	sigset_t *mask = *(sigset_t **)args;

	do
		pthread_sigmask(SIG_SETMASK, NULL, mask);
	while (gen_yield(self, mask));
	return NULL;
}

static void *see_mask(void *arg)
{
	struct visit *v = arg;
	sigset_t mask;

	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR2);
	pthread_sigmask(SIG_SETMASK, &mask, NULL);
	v->item = gen_next(v->g);
	return NULL;
}

static void so_is_the_signal_mask(void **state)
{
	sigset_t mask, seen, old, *to = &seen;
	struct visit v = { .g = NULL };
	struct gen *g;

	if (!SWITCH_SHARES_THE_THREAD)
		skip();
	(void)state;
	g = v.g = gen_new(look_at_mask, &to, sizeof to);
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	gen_next(g);
	assert_false(sigismember(&seen, SIGUSR1));
	pthread_sigmask(SIG_BLOCK, &mask, &old);
	gen_next(g);
	assert_true(sigismember(&seen, SIGUSR1));
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	gen_next(g);
	assert_false(sigismember(&seen, SIGUSR1));
	in_thread(see_mask, &v);
	assert_true(sigismember(&seen, SIGUSR2));
	gen_free(g);
}

static void with_ucontext_it_is_that_of_its_maker(void **state)
{
	sigset_t mask, seen, old, *to = &seen;
	struct gen *g;

	if (SWITCH_SHARES_THE_THREAD)
		skip();
	(void)state;
	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &mask, &old);
	g = gen_new(look_at_mask, &to, sizeof to);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	gen_next(g);
	assert_true(sigismember(&seen, SIGUSR1));
	gen_next(g);
	assert_true(sigismember(&seen, SIGUSR1));
	pthread_sigmask(SIG_SETMASK, NULL, &mask);
	assert_false(sigismember(&mask, SIGUSR1));
	gen_free(g);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		BOTH(suspended_it_may_move),
		BOTH(it_may_be_closed_elsewhere),
		BOTH(it_may_be_freed_elsewhere),
		PAIRS(a_chain_may_move_too),
		ONCE(each_thread_may_have_its_own),
		ONCE(threads_may_take_turns_with_one),
		ONCE(a_thread_that_exits_leaves_no_stacks),
		ONCE(what_failed_is_told_to_the_thread_it_failed_in),
		ONCE(errno_is_that_of_the_thread_that_resumes_it),
		ONCE(so_is_the_signal_mask),
		ONCE(with_ucontext_it_is_that_of_its_maker),
	};

	return RUN(tests);
}
