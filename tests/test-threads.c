/* SPDX-License-Identifier: MIT */
/*
 * test-threads.c - generators and threads.
 *
 * Promises: "One thread at a time uses a generator" and what follows it in
 * generator.h, up to the signal mask and the errno; the text of
 * iter_detail(NULL) is the thread's own, generator/iter.h.
 */
#include <errno.h>
#include <limits.h>
#include <pthread.h>

#include <generator/pipeline.h>
#include <generator/stack.h>

#include "allocs.h"
#include "both.h"

/* One operation, in a thread of its own. */
enum what { NEXT, SEND, THROW, CLOSE, FREE };

struct visit {
	struct gen *g;
	enum what what;
	const void *item;
	int code;
	pthread_t self;
};

static void *visit(void *arg)
{
	struct visit *v = arg;

	v->self = pthread_self();
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

static pthread_t cleaned_in;

static void note_thread(void *unused)
{
	(void)unused;
	cleaned_in = pthread_self();
}

static const void *deferring(struct gen *self, void *args)
{
	if (gen_defer(self, note_thread, &cleaned_in) && gen_yield(self, &n[1]))
		return args;
	return NULL;
}

static void it_is_cleaned_up_in_the_thread_that_ends_it(void **state)
{
	static const enum what ways[] = { NEXT, THROW, CLOSE, FREE };

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct visit v = { .g = gen_new(deferring, NULL, 0) };

		gen_next(v.g);
		cleaned_in = pthread_self();
		elsewhere(&v, ways[i]);
		assert_true(pthread_equal(cleaned_in, v.self));
		if (ways[i] != FREE)
			gen_free(v.g);
	}
}

/* ---- A generator and the thread that made it ---- */

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

/* Stacks of all sorts: with a guard, and small ones, where there are any. */
static struct gen *count_on(size_t size, int max)
{
	struct count_up_to args = { max };
	struct gen *g = gen_new_sized(count_up_to, &args, sizeof args, size);

	if (gen_state(g) != GEN_CLOSED)
		return g;
	gen_free(g);
	return gen_new(count_up_to, &args, sizeof args);
}

static const size_t sizes[] = { 0, GEN_STACK_SMALL, 200 * 1024 };
enum { SIZES = sizeof sizes / sizeof *sizes };

/* The thread has a pool, which is emptied when it exits. */
static void *make_and_exit(void *made)
{
	struct gen **g = made;

	for (int i = 0; i < SIZES; i++) {
		g[i] = count_on(sizes[i], 9);
		gen_next(g[i]);
		gen_free(count_on(sizes[i], 9));
	}
	return NULL;
}

static void it_outlives_the_thread_that_made_it(void **state)
{
	struct gen *g[SIZES];

	(void)state;
	in_thread(make_and_exit, g);
	for (int i = 0; i < SIZES; i++) {
		struct visit v = { .g = g[i] };

		assert_int_equal(*(const int *)gen_next(g[i]), 2);
		assert_int_equal(*(const int *)elsewhere(&v, NEXT), 3);
		assert_int_equal(*(const int *)elsewhere(&v, SEND), 4);
		elsewhere(&v, FREE);
	}
}

/* ---- Many at once ---- */

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

/* Chains that each thread makes longer, or frees, and then exchanges for that
 * of another: their members, and so their stacks, come from all threads. */
struct chain {
	struct gen *g;
	int length, last;
};

struct relay {
	struct gen *up;
};

static const void *relay(struct gen *self, void *args)
{
	const struct relay *my = args;

	return gen_yield_from(self, gen_iter(my->up)) ? args : NULL;
}

/* Returns whether it counts on. */
static bool work_on(struct chain *c, size_t size)
{
	struct gen *up = c->g;
	const int *count;

	if (c->length == 5) {
		gen_free(c->g);
		*c = (struct chain){ NULL, 0, 0 };
	}
	if (c->g)
		c->g = gen_adopt(gen_call(relay, .up = up), gen_iter(up));
	else
		c->g = count_on(size, INT_MAX);
	c->length++;
	count = gen_next(c->g);
	return count && *count == ++c->last;
}

static struct {
	pthread_mutex_t lock;
	struct chain chain[THREADS];
	bool wrong;
} market = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void *trade(void *unused)
{
	int rounds = on_valgrind() ? 30 : 300;
	struct chain mine = { NULL, 0, 0 };

	for (int i = 0; i < rounds; i++) {
		bool right = work_on(&mine, sizes[i % SIZES]);
		struct chain *other = &market.chain[i % THREADS], old = mine;

		pthread_mutex_lock(&market.lock);
		market.wrong |= !right;
		mine = *other;
		*other = old;
		pthread_mutex_unlock(&market.lock);
	}
	gen_free(mine.g);
	return unused;
}

static void trade_and_close(void)
{
	pthread_t thread[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&thread[i], NULL, trade, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(thread[i], NULL);
	for (int i = 0; i < THREADS; i++) {
		gen_free(market.chain[i].g);
		market.chain[i] = (struct chain){ NULL, 0, 0 };
	}
	gen_stack_trim();
}

static void stacks_may_go_from_pool_to_pool(void **state)
{
	(void)state;
	market.wrong = false;
	trade_and_close();
	assert_false(market.wrong);
}

/* ---- Misuse: while one thread is in the body, another uses it ---- */

static pthread_barrier_t door;

/* Let the test go on while we are in the body, and wait for it. */
static void stay(struct actor *my)
{
	(void)my;
	pthread_barrier_wait(&door);
	pthread_barrier_wait(&door);
}

static int told_code;
static struct gen *told_of;

static void tell(struct gen *g, int code, const void *detail)
{
	(void)detail;
	told_of = g;
	told_code = code;
}

/* Returns how many of the operations on g were not refused. */
static int intrude(struct gen *g)
{
	int wrong = 0;

	wrong += gen_next(g) || gen_error(g) != EBUSY;
	wrong += gen_send(g, &n[5]) || gen_error(g) != EBUSY;
	wrong += gen_throw(g, EDOM) || gen_error(g) != EBUSY;
	wrong += gen_close(g) != EBUSY;
	wrong += gen_state(g) != GEN_RUNNING;
	told_of = NULL;
	gen_on_unraisable(tell);
	gen_free(g);
	gen_on_unraisable(NULL);
	return wrong + (told_of != g || told_code != EBUSY);
}

static void a_running_one_is_busy_for_other_threads(void **state)
{
	struct actor a;
	struct gen *g = play(&a, state, CALL(stay), YIELD(&n[1]), CALL(stay),
			     YIELD(&n[2]), RETURN(&n[7]));
	struct visit v = { .g = g };

	pthread_barrier_init(&door, NULL, 2);
	for (int i = 1; i <= 2; i++) {
		pthread_t thread;
		int wrong;

		pthread_create(&thread, NULL, visit, &v);
		pthread_barrier_wait(&door);
		wrong = intrude(g);
		pthread_barrier_wait(&door);
		pthread_join(thread, NULL);
		assert_int_equal(wrong, 0);
		assert_lends(v.item, &n[i]);
	}
	pthread_barrier_destroy(&door);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
}

static void so_is_each_member_of_a_chain(void **state)
{
	struct actor a, b;
	struct gen *in =
		play_inner(&b, state, CALL(stay), YIELD(&n[1]), RETURN(&n[7]));
	struct gen *g = play(&a, state, FROM(gen_iter(in)), RETURN_SENT);
	struct visit v = { .g = g };
	pthread_t thread;
	int wrong;

	pthread_barrier_init(&door, NULL, 2);
	pthread_create(&thread, NULL, visit, &v);
	pthread_barrier_wait(&door);
	wrong = intrude(g) + intrude(in);
	pthread_barrier_wait(&door);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&door);
	assert_int_equal(wrong, 0);
	assert_lends(v.item, &n[1]);
	assert_ends(gen_next(g), g, &n[7]);
	gen_free(g);
	gen_free(in);
}

/* ---- fork() ---- */

/* TSan knows fibers as threads.  In the child of a program with threads it
 * looks away from the one that forked, and then finds races with the others. */
static void skip_with_tsan(void)
{
	if (THREAD_SANITIZED)
		skip();
}

/* In the child: an old one goes on, and a new one can be made. */
static int use_in_child(void *old)
{
	struct gen *g[] = { old, count_on(0, 9), count_on(GEN_STACK_SMALL, 9) };
	bool right = *(const int *)gen_next(old) == 2;

	for (int i = 0; i < 3; i++) {
		right &= gen_next(g[i]) && !gen_error(g[i]);
		gen_free(g[i]);
	}
	return right ? 0 : 1;
}

static void a_child_process_has_its_own_copy(void **state)
{
	struct gen *g;

	skip_with_tsan();
	(void)state;
	g = gen_call(count_up_to, .max = 5);
	gen_next(g);
	assert_int_equal(outcome_of(use_in_child, g), 0);
	assert_int_equal(*(const int *)gen_next(g), 2);
	gen_free(g);
}

static pid_t child;

static void fork_here(struct actor *my)
{
	(void)my;
	child = fork();
}

static void a_body_may_fork(void **state)
{
	struct actor a;
	struct gen *g;
	bool right;
	int status;

	skip_with_tsan();
	g = play(&a, state, CALL(fork_here), YIELD(&n[1]), RETURN(&n[7]));
	right = gen_next(g) == &n[1] && !gen_next(g) && gen_result(g) == &n[7];
	if (!child)
		_exit(right ? 0 : 1);
	assert_true(right);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	gen_free(g);
}

static struct {
	pthread_mutex_t lock;
	bool on;
} mapping = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void set_mapping(bool on)
{
	pthread_mutex_lock(&mapping.lock);
	mapping.on = on;
	pthread_mutex_unlock(&mapping.lock);
}

static bool is_mapping(void)
{
	bool on;

	pthread_mutex_lock(&mapping.lock);
	on = mapping.on;
	pthread_mutex_unlock(&mapping.lock);
	return on;
}

static void *map_and_unmap(void *unused)
{
	while (is_mapping()) {
		gen_free(count_on(0, 9));
		gen_free(count_on(GEN_STACK_SMALL, 9));
		gen_stack_trim();
	}
	return unused;
}

/* As above; but a lock that another thread held would never be free. */
static int map_in_child(void *unused)
{
	alarm(20);
	gen_stack_trim();
	return use_in_child(unused);
}

static void it_may_fork_while_others_map_stacks(void **state)
{
	pthread_t thread[2];
	struct gen *g;
	int wrong = 0;

	skip_with_tsan();
	if (on_valgrind()) /* what other threads held is a leak in the child */
		skip();
	(void)state;
	g = gen_call(count_up_to, .max = 5);
	gen_next(g);
	set_mapping(true);
	for (int i = 0; i < 2; i++)
		pthread_create(&thread[i], NULL, map_and_unmap, NULL);
	for (int i = 0; i < at_most(100) && !wrong; i++)
		wrong = outcome_of(map_in_child, g);
	set_mapping(false);
	for (int i = 0; i < 2; i++)
		pthread_join(thread[i], NULL);
	assert_int_equal(wrong, 0);
	gen_free(g);
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

/* How many KiB are mapped for writing.  (Not how many mappings there are: those
 * of stacks become one, where the kernel can mark pages as guards.) */
static unsigned long mapped(void)
{
	FILE *file = fopen("/proc/self/maps", "r");
	unsigned long from, to, sum = 0;
	char line[512], write;

	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "%lx-%lx r%c", &from, &to, &write) == 3 &&
		    write == 'w')
			sum += (to - from) / 1024;
	if (file)
		fclose(file);
	return sum;
}

enum { NOISE = 8 * 1024 }; /* KiB: the C library keeps stacks of threads */

static void a_thread_that_exits_leaves_no_stacks(void **state)
{
	unsigned long before;

	skip_with_tools();
	(void)state;
	for (int i = 0; i < 20; i++)
		in_thread(leave_stacks, NULL);
	before = mapped();
	for (int i = 0; i < 200; i++)
		in_thread(leave_stacks, NULL);
	assert_in_range(mapped(), 1, before + NOISE);
}

/* Destructors run in any order: one may fill a pool that has been emptied. */
static pthread_key_t last_key;

static void free_last(void *g)
{
	gen_free(g);
}

static void *leave_a_generator(void *unused)
{
	pthread_setspecific(last_key, gen_call(count_up_to, .max = 3));
	return leave_stacks(unused);
}

static void nor_one_that_is_freed_as_it_exits(void **state)
{
	unsigned long before;

	skip_with_tools();
	(void)state;
	in_thread(leave_stacks, NULL); /* the pool's destructor comes first */
	assert_int_equal(pthread_key_create(&last_key, free_last), 0);
	for (int i = 0; i < 20; i++)
		in_thread(leave_a_generator, NULL);
	before = mapped();
	for (int i = 0; i < 200; i++)
		in_thread(leave_a_generator, NULL);
	assert_in_range(mapped(), 1, before + NOISE);
	pthread_key_delete(last_key);
}

static void nor_do_those_that_traded_theirs(void **state)
{
	unsigned long before;

	skip_with_tools();
	(void)state;
	trade_and_close();
	before = mapped();
	for (int i = 0; i < 5; i++)
		trade_and_close();
	assert_in_range(mapped(), 1, before + NOISE);
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
		ONCE(it_is_cleaned_up_in_the_thread_that_ends_it),
		ONCE(it_outlives_the_thread_that_made_it),
		ONCE(each_thread_may_have_its_own),
		ONCE(threads_may_take_turns_with_one),
		ONCE(stacks_may_go_from_pool_to_pool),
		BOTH(a_running_one_is_busy_for_other_threads),
		PAIRS(so_is_each_member_of_a_chain),
		ONCE(a_child_process_has_its_own_copy),
		BOTH(a_body_may_fork),
		ONCE(it_may_fork_while_others_map_stacks),
		ONCE(a_thread_that_exits_leaves_no_stacks),
		ONCE(nor_one_that_is_freed_as_it_exits),
		ONCE(nor_do_those_that_traded_theirs),
		ONCE(what_failed_is_told_to_the_thread_it_failed_in),
		ONCE(errno_is_that_of_the_thread_that_resumes_it),
		ONCE(so_is_the_signal_mask),
		ONCE(with_ucontext_it_is_that_of_its_maker),
	};

	return RUN(tests);
}
