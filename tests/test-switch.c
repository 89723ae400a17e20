/* SPDX-License-Identifier: MIT */
/*
 * test-switch.c - nothing is lost when stacks are exchanged.
 *
 * Promises: generator/switch.h and the file that it picks; "A generator runs in
 * the floating-point environment [...] of the thread that resumes it" in
 * generator.h; gen_yield(): "from any depth of calls".
 *
 * A miss in the list of clobbered registers is a wrong value once in a while,
 * with one compiler, at one -O level.  So both sides hold more values of each
 * kind than there are registers, and look at all of them after every switch.
 */
#include <errno.h>

#include <sys/time.h>

#include "both.h"

/* ---- Live values ---- */

typedef float four __attribute__((vector_size(16)));

/* Unknown to the compiler, so that it cannot work the sums out. */
static volatile long seed = 17;

/* clang-format off */
#define INTS(F) F(0) F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8) F(9) F(10) \
	F(11) F(12) F(13) F(14) F(15)
#define FLOATS(F) INTS(F) F(16) F(17)
/* clang-format on */
#define X87(F) F(0) F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8)

#define INT(k) long i##k = seed + k;
#define FLOAT(k) double d##k = (double)seed * 3 + k;
#define LONG(k) long double l##k = (long double)seed * 5 + k;
#define FOUR(k) four v##k = { (float)seed, k, 2, 3 };
#define CHECK_INT(k) wrong += i##k != was + k;
#define CHECK_FLOAT(k) wrong += (long)d##k != 3 * was + k;
#define CHECK_LONG(k) wrong += (long)l##k != 5 * was + k;
#define CHECK_FOUR(k) wrong += (long)v##k[0] != was || (long)v##k[1] != k;
#define MORE_INT(k) i##k++;
#define MORE_FLOAT(k) d##k += 3;
#define MORE_LONG(k) l##k += 5;
#define MORE_FOUR(k) v##k[0]++;

/* Go to the other side so many times.  Returns how many values changed. */
__attribute__((always_inline)) static inline int hold(struct gen *g,
						      bool inside, int rounds,
						      bool *go_on)
{
	int wrong = 0;
	long was = seed;

	INTS(INT)
	FLOATS(FLOAT)
	X87(LONG)
	X87(FOUR)
	for (int i = 0; i < rounds; i++) {
		*go_on = inside ? gen_yield(g, &n[1]) : gen_next(g) != NULL;
		if (!*go_on)
			break;
		INTS(CHECK_INT)
		FLOATS(CHECK_FLOAT)
		X87(CHECK_LONG)
		X87(CHECK_FOUR)
		was++;
		INTS(MORE_INT)
		FLOATS(MORE_FLOAT)
		X87(MORE_LONG)
		X87(MORE_FOUR)
	}
	return wrong;
}

/* Leave something else in every register that the other side could have lent
 * a value to. */
__attribute__((always_inline)) static inline void scramble(void)
{
#if defined(__x86_64__)
	__asm__ volatile(
		"movq $-1, %%rax; movq $-1, %%rbx; movq $-1, %%rcx\n\t"
		"movq $-1, %%rdx; movq $-1, %%rsi; movq $-1, %%rdi\n\t"
		"movq $-1, %%r8; movq $-1, %%r9; movq $-1, %%r10\n\t"
		"movq $-1, %%r11; movq $-1, %%r12; movq $-1, %%r13\n\t"
		"movq $-1, %%r14; movq $-1, %%r15\n\t"
		"pcmpeqd %%xmm0, %%xmm0; pcmpeqd %%xmm1, %%xmm1\n\t"
		"pcmpeqd %%xmm2, %%xmm2; pcmpeqd %%xmm3, %%xmm3\n\t"
		"pcmpeqd %%xmm4, %%xmm4; pcmpeqd %%xmm5, %%xmm5\n\t"
		"pcmpeqd %%xmm6, %%xmm6; pcmpeqd %%xmm7, %%xmm7\n\t"
		"pcmpeqd %%xmm8, %%xmm8; pcmpeqd %%xmm9, %%xmm9\n\t"
		"pcmpeqd %%xmm10, %%xmm10; pcmpeqd %%xmm11, %%xmm11\n\t"
		"pcmpeqd %%xmm12, %%xmm12; pcmpeqd %%xmm13, %%xmm13\n\t"
		"pcmpeqd %%xmm14, %%xmm14; pcmpeqd %%xmm15, %%xmm15\n\t"
		:
		:
		: "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10",
		  "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2",
		  "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
		  "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "cc");
#endif
}

static int wrong_inside;

static const void *holding(struct gen *self, void *args)
{
	bool go_on = true;

	(void)args;
	while (go_on)
		wrong_inside += hold(self, true, 100, &go_on);
	return NULL;
}

static void live_values_of_every_kind_survive_on_both_sides(void **state)
{
	struct gen *g = gen_new(holding, NULL, 0);
	bool go_on = true;
	int wrong = 0;

	(void)state;
	wrong_inside = 0;
	for (int i = 0; i < 50; i++)
		wrong += hold(g, false, 70, &go_on);
	assert_true(go_on);
	assert_int_equal(wrong, 0);
	assert_int_equal(wrong_inside, 0);
	gen_free(g);
}

static void live_values_survive_whatever_the_resumer_does(void **state)
{
	struct gen *g = gen_new(holding, NULL, 0);

	(void)state;
	wrong_inside = 0;
	for (int i = 0; i < 1000; i++) {
		assert_non_null(gen_next(g));
		scramble();
	}
	assert_int_equal(wrong_inside, 0);
	gen_free(g);
}

static const void *scrambling(struct gen *self, void *args)
{
	(void)args;
	do
		scramble();
	while (gen_yield(self, &n[1]));
	return NULL;
}

static void live_values_survive_whatever_the_body_does(void **state)
{
	struct gen *g = gen_new(scrambling, NULL, 0);
	bool go_on;

	(void)state;
	assert_int_equal(hold(g, false, 1000, &go_on), 0);
	assert_true(go_on);
	gen_free(g);
}

static const void *holding_around(struct gen *self, void *args)
{
	struct gen *inner = gen_new(holding, args, 0);
	bool go_on = true;

	while (go_on) {
		wrong_inside += hold(inner, false, 3, &go_on);
		wrong_inside += hold(self, true, 2, &go_on);
	}
	gen_free(inner);
	return NULL;
}

static void also_where_generators_resume_generators(void **state)
{
	struct gen *g = gen_new(holding_around, NULL, 0);
	bool go_on = true;
	int wrong = 0;

	(void)state;
	wrong_inside = 0;
	for (int i = 0; i < 50; i++)
		wrong += hold(g, false, 7, &go_on);
	assert_int_equal(wrong + wrong_inside, 0);
	gen_free(g);
}

/* ---- The red zone: leaf functions keep locals below the stack pointer ---- */

static const void *leaf(struct gen *self, void *args)
{
	volatile int local[24];

	(void)args;
	for (int round = 0;; round++) {
		for (int i = 0; i < 24; i++)
			local[i] = round + i;
		if (!gen_yield(self, &n[1]))
			return NULL;
		for (int i = 0; i < 24; i++)
			wrong_inside += local[i] != round + i;
	}
}

__attribute__((noinline)) static int leaf_outside(struct gen *g)
{
	volatile int local[24];
	int wrong = 0;

	for (int round = 0; round < 100; round++) {
		for (int i = 0; i < 24; i++)
			local[i] = round - i;
		if (!gen_next(g))
			return -1;
		for (int i = 0; i < 24; i++)
			wrong += local[i] != round - i;
	}
	return wrong;
}

static void locals_of_leaf_functions_survive(void **state)
{
	struct gen *g = gen_new(leaf, NULL, 0);

	(void)state;
	wrong_inside = 0;
	assert_int_equal(leaf_outside(g), 0);
	assert_int_equal(wrong_inside, 0);
	gen_free(g);
}

/* ---- The stack is one that any function may run on ---- */

static int pieces(char *to, size_t size, int i)
{
	return snprintf(to, size, "%d %g %Lg %s", i, i / 4.0,
			(long double)i / 8, "text");
}

static const void *printing(struct gen *self, void *args)
{
	char text[64];

	(void)args;
	for (int i = 0;; i++) {
		pieces(text, sizeof text, i);
		if (!gen_yield(self, text))
			return NULL;
	}
}

/* Functions of the C library use aligned moves: they crash if it is not. */
static void the_c_library_works_on_it(void **state)
{
	struct gen *g = gen_new(printing, NULL, 0);
	char text[64];

	(void)state;
	for (int i = 0; i < 20; i++) {
		pieces(text, sizeof text, i);
		assert_string_equal(gen_next(g), text);
	}
	gen_free(g);
}

static const void *aligned(struct gen *self, void *args)
{
	_Alignas(16) volatile char sixteen[16] = { 0 };
	_Alignas(64) volatile char sixty_four[64] = { 0 };

	(void)self;
	(void)args;
	return (uintptr_t)sixteen % 16 || (uintptr_t)sixty_four % 64 ?
		       NULL :
		       "aligned";
}

static void it_is_aligned(void **state)
{
	struct gen *g = gen_new(aligned, NULL, 0);

	(void)state;
	gen_next(g);
	assert_string_equal(gen_result(g), "aligned");
	gen_free(g);
}

static struct gen *sorting;

static int yield_and_compare(const void *one, const void *other)
{
	static const int *pair[2];

	pair[0] = one;
	pair[1] = other;
	if (!gen_yield(sorting, pair))
		return 0;
	return *(const int *)one - *(const int *)other;
}

static const void *sorted(struct gen *self, void *args)
{
	sorting = self;
	qsort(args, 6, sizeof(int), yield_and_compare);
	return args;
}

static void a_callback_of_the_c_library_may_yield(void **state)
{
	int unsorted[] = { 5, 3, 1, 4, 2, 0 }, compared = 0;
	struct gen *g = gen_new(sorted, unsorted, sizeof unsorted);
	const int *result;

	(void)state;
	gen_each (const int *const *, pair, g)
		compared += pair[0] != pair[1];
	assert_true(compared >= 5);
	result = gen_result(g);
	for (int i = 0; i < 6; i++)
		assert_int_equal(result[i], i);
	gen_free(g);
}

/* Ups and downs: yields from every level of a recursion. */
static bool dive(struct gen *self, int depth)
{
	volatile int mine = depth;

	if (!gen_yield(self, &depth))
		return false;
	if (depth < 200 && !dive(self, depth + 1))
		return false;
	wrong_inside += mine != depth;
	return gen_yield(self, &depth);
}

static const void *diving(struct gen *self, void *args)
{
	(void)args;
	return dive(self, 0) ? "dry" : NULL;
}

static void it_yields_from_two_hundred_calls_down(void **state)
{
	struct gen *g = gen_new(diving, NULL, 0);
	int items = 0;

	(void)state;
	wrong_inside = 0;
	gen_each (const int *, depth, g) {
		assert_int_equal(*depth, items <= 200 ? items : 401 - items);
		items++;
	}
	assert_int_equal(items, 402);
	assert_int_equal(wrong_inside, 0);
	assert_string_equal(gen_result(g), "dry");
	gen_free(g);
}

static const void *counting(struct gen *self, void *args)
{
	(void)args;
	for (int count = 1;; count++)
		if (!gen_yield(self, &count))
			return NULL;
}

static void a_thousand_can_be_interleaved(void **state)
{
	int many = at_most(1000);
	struct gen **g = malloc((size_t)many * sizeof(struct gen *));

	(void)state;
	for (int i = 0; i < many; i++)
		g[i] = gen_new(counting, NULL, 0);
	for (int step = 1; step <= 10; step++)
		for (int i = 0; i < many; i++) {
			int which = i * 7 % many;

			if (many % 7)
				assert_int_equal(
					*(const int *)gen_next(g[which]), step);
		}
	for (int i = 0; i < many; i++)
		gen_free(g[i]);
	free(g);
}

/* ---- The floating-point environment ---- */

#ifdef __SSE2__
#include <xmmintrin.h>

static const void *dividing(struct gen *self, void *args)
{
	volatile double one = 1, three = 3, third;

	(void)args;
	do
		third = one / three;
	while (gen_yield(self, (const void *)&third));
	return NULL;
}

static double third(struct gen *g, unsigned rounding)
{
	_MM_SET_ROUNDING_MODE(rounding);
	return *(const double *)gen_next(g);
}

static void it_rounds_as_its_resumer_does(void **state)
{
	struct gen *g;
	double up, down;

	if (!SWITCH_SHARES_THE_THREAD || on_valgrind())
		skip();
	(void)state;
	g = gen_new(dividing, NULL, 0);
	down = third(g, _MM_ROUND_DOWN);
	up = third(g, _MM_ROUND_UP);
	assert_true(down < up);
	assert_true(third(g, _MM_ROUND_DOWN) < up);
	assert_true(third(g, _MM_ROUND_NEAREST) <= up);
	gen_free(g);
}

static const void *rounding(struct gen *self, void *args)
{
	(void)args;
	_MM_SET_ROUNDING_MODE(_MM_ROUND_UP);
	if (gen_yield(self, &n[1]))
		_MM_SET_ROUNDING_MODE(_MM_ROUND_NEAREST);
	return NULL;
}

static void and_the_resumer_as_it_does(void **state)
{
	struct gen *g;

	if (!SWITCH_SHARES_THE_THREAD || on_valgrind())
		skip();
	(void)state;
	g = gen_new(rounding, NULL, 0);
	gen_next(g);
	assert_int_equal(_MM_GET_ROUNDING_MODE(), _MM_ROUND_UP);
	gen_next(g);
	assert_int_equal(_MM_GET_ROUNDING_MODE(), _MM_ROUND_NEAREST);
	gen_free(g);
}
#endif

/* ---- Signals ---- */

static volatile sig_atomic_t signals;
static struct gen *in_handler;

/* Uses registers and, where that cannot unblock the signal, a generator. */
static void on_signal(int number)
{
	volatile double x = number;

	x = x * 1.5;
	if (SWITCH_SHARES_THE_THREAD)
		x += *(const int *)gen_next(in_handler);
	signals += x > 0;
}

static void signals_may_come_at_any_moment(void **state)
{
	struct itimerval often = { { 0, 100 }, { 0, 100 } }, never = { 0 };
	struct sigaction act = { .sa_handler = on_signal }, old;
	struct gen *g;
	bool go_on = true;
	int wrong = 0;

	skip_with_tools();
	(void)state;
	g = gen_new(holding, NULL, 0);
	in_handler = gen_new(counting, NULL, 0);
	wrong_inside = 0;
	signals = 0;
	act.sa_flags = SA_RESTART;
	sigaction(SIGALRM, &act, &old);
	setitimer(ITIMER_REAL, &often, NULL);
	for (int i = 0; i < 100 * 1000 && signals < 500; i++)
		wrong += hold(g, false, 50, &go_on);
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &old, NULL);
	assert_true(signals > 0);
	assert_int_equal(wrong, 0);
	assert_int_equal(wrong_inside, 0);
	gen_free(g);
	gen_free(in_handler);
}

/* ---- Backtraces ---- */

static void *consumer;
static bool found;

static const void *backtracing(struct gen *self, void *args)
{
	void *frame[64];

	(void)args;
	do {
		int frames = backtrace(frame, 64);

		found = false;
		for (int i = 0; i < frames; i++)
			found |= frame[i] == consumer;
	} while (gen_yield(self, &n[1]));
	return NULL;
}

__attribute__((noinline)) static const void *resume_from_here(struct gen *g)
{
	const void *item;

	consumer = __builtin_return_address(0);
	item = gen_next(g);
	return item ? item : consumer;
}

static void a_backtrace_goes_on_to_whoever_resumed_it(void **state)
{
	struct gen *g;

	skip_with_tools();
	(void)state;
	if (!HAS_BACKTRACE || !strcmp(GEN_SWITCH, "ucontext"))
		skip(); /* it ends where the stack ends */
	g = gen_new(backtracing, NULL, 0);
	for (int i = 0; i < 3; i++) {
		found = false;
		assert_lends(resume_from_here(g), &n[1]);
		assert_true(found);
	}
	gen_free(g);
}

/* ---- Leaving for good ---- */

static const void *exits(struct gen *self, void *args)
{
	if (!gen_yield(self, NULL))
		return args;
	exit(7);
}

static int exit_in_a_body(void *unused)
{
	struct gen *g = gen_new(exits, NULL, 0);

	(void)unused;
	gen_next(g);
	gen_next(g);
	return 1;
}

/* LeakSanitizer then looks for leaks, and not at the stack of the resumer. */
static void a_body_may_end_the_program(void **state)
{
	(void)state;
	if (SANITIZED && !THREAD_SANITIZED)
		skip();
	assert_int_equal(outcome_of(exit_in_a_body, NULL), 7);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(live_values_of_every_kind_survive_on_both_sides),
		ONCE(live_values_survive_whatever_the_resumer_does),
		ONCE(live_values_survive_whatever_the_body_does),
		ONCE(also_where_generators_resume_generators),
		ONCE(locals_of_leaf_functions_survive),
		ONCE(the_c_library_works_on_it),
		ONCE(it_is_aligned),
		ONCE(a_body_may_end_the_program),
		ONCE(a_callback_of_the_c_library_may_yield),
		ONCE(it_yields_from_two_hundred_calls_down),
		ONCE(a_thousand_can_be_interleaved),
#ifdef __SSE2__
		ONCE(it_rounds_as_its_resumer_does),
		ONCE(and_the_resumer_as_it_does),
#endif
		ONCE(signals_may_come_at_any_moment),
		ONCE(a_backtrace_goes_on_to_whoever_resumed_it),
	};

	return RUN(tests);
}
