/* SPDX-License-Identifier: MIT */
/*
 * test-small.c - small stacks.
 *
 * Promises: GEN_STACK_SMALL, gen_signal_stack() and, of gen_stack_trim(), "of
 * small ones in the whole program 64 KiB beyond those in use", in
 * generator/stack.h.
 */
#include <errno.h>
#include <pthread.h>
#include <sys/syscall.h>

#include <generator/stack.h>

#include "unit.h"

struct count_up_to {
	long max;
};

static const void *count_up_to(struct gen *self, void *args)
{
	long max = ((struct count_up_to *)args)->max;

	for (long count = 1; count <= max; count++)
		if (!gen_yield(self, &count))
			return NULL;
	return "Completed!";
}

static struct gen *small(long max)
{
	struct count_up_to args = { max };

	return gen_new_sized(count_up_to, &args, sizeof args, GEN_STACK_SMALL);
}

/* Are there any here? */
static void skip_without_small(void)
{
	struct gen *g = small(1);
	bool refused = gen_error(g) == ENOTSUP;

	gen_free(g);
	if (refused)
		skip();
}

static void with_tools_and_ucontext_they_are_refused(void **state)
{
	bool refuse = SANITIZED || on_valgrind() || !SWITCH_SHARES_THE_THREAD;
	struct gen *g = small(1);

	(void)state;
	assert_int_equal(gen_error(g), refuse ? ENOTSUP : 0);
	if (refuse) {
		assert_non_null(strstr(gen_detail(g), "no small stacks"));
		assert_null(gen_next(g));
		assert_int_equal(gen_error(g), ENOTSUP);
		assert_int_equal(gen_state(g), GEN_CLOSED);
	}
	gen_free(g);
}

static void they_have_the_whole_protocol(void **state)
{
	struct gen *g;

	(void)state;
	skip_without_small();
	g = small(2);
	assert_int_equal(gen_state(g), GEN_CREATED);
	assert_int_equal(*(const long *)gen_next(g), 1);
	assert_int_equal(*(const long *)gen_send(g, "ignored"), 2);
	assert_null(gen_next(g));
	assert_string_equal(gen_result(g), "Completed!");
	gen_free(g);
	g = small(2);
	gen_next(g);
	assert_null(gen_throw(g, EIO));
	assert_int_equal(gen_error(g), EIO);
	gen_free(g);
	g = small(2);
	gen_next(g);
	assert_int_equal(gen_close(g), 0);
	gen_free(g);
}

static void nothing_protects_them_and_info_says_so(void **state)
{
	struct gen *g;

	(void)state;
	skip_without_small();
	g = small(1);
	assert_in_range(gen_stack_info(g).size, 800, 1024);
	assert_int_equal(gen_stack_info(g).guard, GEN_GUARD_NONE);
	gen_free(g);
}

static long resident(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long pages = 0;

	if (!file || fscanf(file, "%*s %ld", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

enum { MANY = 100 * 1000 };

static struct gen *all[MANY];

static int live(void *unused)
{
	long before, each;

	(void)unused;
	memset(all, 1, sizeof all);
	before = resident();
	for (int i = 0; i < MANY; i++) {
		all[i] = small(3);
		gen_next(all[i]);
	}
	each = (resident() - before) / MANY;
	for (int i = 0; i < MANY; i++)
		if (*(const long *)gen_next(all[i]) != 2)
			return 1;
	return each > 1250 ? 2 : 0;
}

static void each_takes_about_1200_bytes(void **state)
{
	(void)state;
	skip_without_small();
	assert_int_equal(outcome_of(live, NULL), 0);
}

/* Sums by a recursion, so deep that 500 bytes of stack are in use. */
__attribute__((noinline)) static uintptr_t lowest(int deep)
{
	volatile char frame[32];

	frame[0] = (char)deep;
	if (deep)
		return lowest(deep - 1) + (uintptr_t)(frame[0] - deep);
	return (uintptr_t)__builtin_frame_address(0);
}

static const void *use_500(struct gen *self, void *args)
{
	uintptr_t top = (uintptr_t)__builtin_frame_address(0);
	int deep = 0;

	(void)args;
	while (top - lowest(deep + 1) < 450)
		deep++;
	return gen_yield(self, &deep) ? "enough" : NULL;
}

static void five_hundred_bytes_are_enough_for_calls(void **state)
{
	struct gen *g;

	(void)state;
	skip_without_small();
	g = gen_new_sized(use_500, NULL, 0, GEN_STACK_SMALL);
	assert_non_null(gen_next(g));
	gen_next(g);
	assert_string_equal(gen_result(g), "enough");
	gen_free(g);
}

/* ---- Giving back ---- */

static void what_is_not_used_is_unmapped(void **state)
{
	enum { SLAB = 64 * 1024 };

	(void)state;
	skip_without_small();
	gen_stack_trim();
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < MANY; i++)
			all[i] = small(1);
		for (int i = 0; i < MANY; i++) /* each from another slab */
			gen_free(all[(long)i * 7919 % MANY]);
		assert_in_range(gen_stack_trim(), 0, 2 * SLAB);
		assert_int_equal(gen_stack_trim(), 0);
	}
}

static void *free_half(void *unused)
{
	(void)unused;
	for (int i = 0; i < MANY; i += 2)
		gen_free(all[i]);
	return NULL;
}

static void threads_use_the_same(void **state)
{
	pthread_t thread;

	(void)state;
	skip_without_small();
	gen_stack_trim();
	for (int i = 0; i < MANY; i++) {
		all[i] = small(3);
		gen_next(all[i]);
	}
	pthread_create(&thread, NULL, free_half, NULL);
	for (int i = 1; i < MANY; i += 2) {
		assert_int_equal(*(const long *)gen_next(all[i]), 2);
		gen_free(all[i]);
	}
	pthread_join(thread, NULL);
	assert_in_range(gen_stack_trim(), 0, 128 * 1024);
	assert_int_equal(gen_stack_trim(), 0);
}

/* ---- Signals ---- */

static volatile sig_atomic_t seen;
static char *volatile handled_at;

static void on_signal(int signal)
{
	char here = 0;

	(void)signal;
	handled_at = &here;
	seen++;
}

static const void *interrupted(struct gen *self, void *args)
{
	char here = 0;

	(void)args;
	for (;;) {
		syscall(SYS_tgkill, syscall(SYS_getpid), syscall(SYS_gettid),
			SIGUSR1);
		if (!gen_yield(self, &here))
			return NULL;
	}
}

static void *resume_with_signals(void *arg)
{
	bool has_one = gen_signal_stack();

	for (int i = 0; has_one && i < 100; i++)
		gen_next(arg);
	return has_one ? arg : NULL;
}

static void signals_are_handled_elsewhere(void **state)
{
	struct sigaction action = { .sa_handler = on_signal,
				    .sa_flags = SA_ONSTACK };
	struct sigaction before;
	struct gen *g;
	const char *here;
	pthread_t thread;
	void *done;

	(void)state;
	skip_without_small();
	sigaction(SIGUSR1, &action, &before);
	g = gen_new_sized(interrupted, NULL, 0, GEN_STACK_SMALL);
	syscall(SYS_getpid); /* the dynamic linker finds it, on this stack */
	here = gen_next(g);
	assert_int_equal(seen, 1);
	assert_true(handled_at > here + 64 * 1024 ||
		    handled_at < here - 64 * 1024);
	pthread_create(&thread, NULL, resume_with_signals, g);
	pthread_join(thread, &done);
	assert_ptr_equal(done, g);
	assert_int_equal(seen, 101);
	gen_free(g);
	sigaction(SIGUSR1, &before, NULL);
}

static void *ask_with_one(void *own)
{
	stack_t now;

	sigaltstack(own, NULL);
	if (!gen_signal_stack())
		return NULL;
	sigaltstack(NULL, &now);
	return now.ss_sp;
}

static void a_stack_for_signals_that_is_there_is_kept(void **state)
{
	static char mine[64 * 1024];
	stack_t own = { .ss_sp = mine, .ss_size = sizeof mine };
	pthread_t thread;
	void *now;

	(void)state;
	if (SANITIZED) /* AddressSanitizer unmaps whatever there is at exit */
		skip();
	pthread_create(&thread, NULL, ask_with_one, &own);
	pthread_join(thread, &now);
	assert_ptr_equal(now, mine);
}

static void *set_one_later(void *unused)
{
	static char mine[64 * 1024];

	(void)unused;
	if (!gen_signal_stack())
		return NULL;
	sigaltstack(&(stack_t){ .ss_sp = mine, .ss_size = sizeof mine }, NULL);
	return mine;
}

static pthread_key_t last;
static void *at_exit;

static void look_at_exit(void *unused)
{
	stack_t now;

	(void)unused;
	sigaltstack(NULL, &now);
	at_exit = now.ss_flags & SS_DISABLE ? NULL : now.ss_sp;
}

static void *set_one_and_exit(void *unused)
{
	void *mine = set_one_later(unused);

	pthread_setspecific(last, mine);
	return mine;
}

/* The library's own destructor was made earlier, and comes first. */
static void one_that_is_set_later_stays(void **state)
{
	pthread_t thread;
	void *mine;

	(void)state;
	if (SANITIZED)
		skip();
	pthread_key_create(&last, look_at_exit);
	pthread_create(&thread, NULL, set_one_and_exit, NULL);
	pthread_join(thread, &mine);
	assert_non_null(mine);
	assert_ptr_equal(at_exit, mine);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stack_for_signals_that_is_there_is_kept),
		cmocka_unit_test(one_that_is_set_later_stays),
		cmocka_unit_test(with_tools_and_ucontext_they_are_refused),
		cmocka_unit_test(they_have_the_whole_protocol),
		cmocka_unit_test(nothing_protects_them_and_info_says_so),
		cmocka_unit_test(each_takes_about_1200_bytes),
		cmocka_unit_test(five_hundred_bytes_are_enough_for_calls),
		cmocka_unit_test(what_is_not_used_is_unmapped),
		cmocka_unit_test(threads_use_the_same),
		cmocka_unit_test(signals_are_handled_elsewhere),
	};

	return RUN(tests);
}
