/* SPDX-License-Identifier: MIT */
/*
 * test-registers.c - no register of this CPU is lost in a switch.
 *
 * The promise is generator/switch.h's, for each file in generator/switch/: the
 * clobbers of its inline assembly name every register that may hold a value.
 *
 * Both sides hold more integers, floating and vector values than the largest
 * CPU has registers for, or one side leaves all ones in every register.  A
 * register that was forgotten in the list then comes back with something else
 * in it.  Signals come while they do: by a timer, and on x86-64 after every
 * single instruction as well; their handler leaves all ones, too, and switches
 * itself.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>

#include "both.h"

/* ---- Each CPU: all ones in all registers, a rounding mode ---- */

/* clang-format off */
#define TO_7(F) F(0) F(1) F(2) F(3) F(4) F(5) F(6) F(7)
#define TO_15(F) TO_7(F) F(8) F(9) F(10) F(11) F(12) F(13) F(14) F(15)
#define FROM_16(F) F(16) F(17) F(18) F(19) F(20) F(21) F(22) F(23) F(24) \
	F(25) F(26) F(27) F(28) F(29) F(30) F(31)
#define TO_31(F) TO_15(F) FROM_16(F)

/* But for the stack pointer, the frame pointer, and what belongs to the thread
 * or the platform.  Inlined: a function would give most of them back. */
#if defined(__x86_64__)
#define WIPE_INT(r) "movq $-1, %%" r "\n\t"
#if defined(__AVX512F__)
#define WIPE_FLOAT(n) \
	"vpternlogd $255, %%zmm" #n ", %%zmm" #n ", %%zmm" #n "\n\t"
#define WIPE_HIGH FROM_16(WIPE_FLOAT)
#define WIPED_HIGH FROM_16(WIPED_FLOAT)
#elif defined(__AVX__)
#define WIPE_FLOAT(n) \
	"vcmpps $15, %%ymm" #n ", %%ymm" #n ", %%ymm" #n "\n\t"
#else
#define WIPE_FLOAT(n) "pcmpeqd %%xmm" #n ", %%xmm" #n "\n\t"
#endif
#ifndef WIPE_HIGH
#define WIPE_HIGH
#define WIPED_HIGH
#endif
#define WIPED_FLOAT(n) , "xmm" #n
#define WIPE() __asm__ volatile( \
	WIPE_INT("rax") WIPE_INT("rbx") WIPE_INT("rcx") WIPE_INT("rdx") \
	WIPE_INT("rsi") WIPE_INT("rdi") WIPE_INT("r8") WIPE_INT("r9") \
	WIPE_INT("r10") WIPE_INT("r11") WIPE_INT("r12") WIPE_INT("r13") \
	WIPE_INT("r14") WIPE_INT("r15") TO_15(WIPE_FLOAT) WIPE_HIGH "fninit" \
	: : : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", \
	"r11", "r12", "r13", "r14", "r15", "st", "st(1)", "st(2)", "st(3)", \
	"st(4)", "st(5)", "st(6)", "st(7)", "cc" TO_15(WIPED_FLOAT) WIPED_HIGH)

enum { NEAREST = 0, UPWARD = 2 << 13 };

static void set_rounding(unsigned mode)
{
	unsigned mxcsr = __builtin_ia32_stmxcsr();

	__builtin_ia32_ldmxcsr((mxcsr & ~(3u << 13)) | mode);
}

#elif defined(__aarch64__)
#define INTS_OF_CPU(F) F(0) F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8) F(9) \
	F(10) F(11) F(12) F(13) F(14) F(15) F(16) F(17) F(19) F(20) F(21) \
	F(22) F(23) F(24) F(25) F(26) F(27) F(28) F(30)
#define WIPE_INT(n) "mov x" #n ", #-1\n\t"
#define WIPE_FLOAT(n) "movi v" #n ".16b, #255\n\t"
#define WIPED_INT(n) , "x" #n
#define WIPED_FLOAT(n) , "v" #n
#define WIPE() __asm__ volatile( \
	INTS_OF_CPU(WIPE_INT) TO_31(WIPE_FLOAT) : : : "cc" \
	INTS_OF_CPU(WIPED_INT) TO_31(WIPED_FLOAT))

enum { NEAREST = 0, UPWARD = 1 << 22 };

static void set_rounding(unsigned mode)
{
	__asm__ volatile("msr fpcr, %0" : : "r"((unsigned long)mode));
}

#elif defined(__riscv) && defined(__riscv_flen)
#define INTS_OF_CPU(F) F(1) F(5) F(6) F(7) F(9) F(10) F(11) F(12) F(13) \
	F(14) F(15) FROM_16(F)
#define WIPE_INT(n) "li x" #n ", -1\n\t"
#define WIPE_FLOAT(n) "fmv.d.x f" #n ", x5\n\t"
#define WIPED_INT(n) , "x" #n
#define WIPED_FLOAT(n) , "f" #n
#define WIPE() __asm__ volatile( \
	INTS_OF_CPU(WIPE_INT) TO_31(WIPE_FLOAT) : : : "memory" \
	INTS_OF_CPU(WIPED_INT) TO_31(WIPED_FLOAT))

enum { NEAREST = 0, UPWARD = 3 };

static void set_rounding(unsigned mode)
{
	__asm__ volatile("fsrm %0" : : "r"((unsigned long)mode));
}

#else
#define WIPE() ((void)0)
#define NO_ROUNDING
#endif

/* ---- Live values ---- */

#if defined(__AVX512F__)
#define WIDTH 64
#elif defined(__AVX__)
#define WIDTH 32
#else
#define WIDTH 16
#endif
typedef long wide __attribute__((vector_size(WIDTH)));
typedef float floats __attribute__((vector_size(WIDTH)));

#define INT(k) long i##k = seed * 3 + k;
#define DOUBLE(k) double d##k = (double)(seed * 5) + k;
#define LONG_DOUBLE(k) long double l##k = (long double)(seed * 7) + k;
#define WIDE(k) wide w##k = (wide){ 0 } + (seed * 11 + k);
#define FLOATS(k) floats f##k = (floats){ 0 } + (float)(seed % 512 + k);
#define CHECK_INT(k) wrong += i##k != was * 3 + k;
#define CHECK_DOUBLE(k) wrong += d##k != (double)(was * 5) + k;
#define CHECK_LONG_DOUBLE(k) wrong += l##k != (long double)(was * 7) + k;
#define CHECK_WIDE(k) \
	wrong += w##k[0] != was * 11 + k || \
		w##k[WIDTH / sizeof(long) - 1] != was * 11 + k;
#define CHECK_FLOATS(k) \
	wrong += (long)f##k[0] != was % 512 + k || \
		(long)f##k[WIDTH / sizeof(float) - 1] != was % 512 + k;
/* clang-format on */

/* Unknown to the compiler, so that it has to keep the values. */
static volatile long seed = 17;

/* Go to the other side.  Returns whether it is still there. */
#define LEAVE(g, inside) ((inside) ? gen_yield(g, &n[1]) : gen_next(g) != NULL)

#define HOLD __attribute__((always_inline)) static inline bool

/* Each goes to the other side and back, some rounds; how many values were
 * wrong is added to *bad.  Returns whether the other side goes on. */
#define HOLDER(name, LIVE, CHECK)                         \
	HOLD name(struct gen *g, bool inside, int *bad)   \
	{                                                 \
		long was = seed;                          \
		int wrong = 0;                            \
		bool alive = true;                        \
		LIVE for (int i = 0; alive && i < 5; i++) \
		{                                         \
			alive = LEAVE(g, inside);         \
			CHECK                             \
		}                                         \
		*bad += wrong;                            \
		return alive;                             \
	}

HOLDER(hold_ints, TO_31(INT), TO_31(CHECK_INT))
HOLDER(hold_doubles, TO_31(DOUBLE), TO_31(CHECK_DOUBLE))
HOLDER(hold_long_doubles, TO_7(LONG_DOUBLE), TO_7(CHECK_LONG_DOUBLE))
HOLDER(hold_wides, TO_31(WIDE), TO_31(CHECK_WIDE))
HOLDER(hold_floats, TO_31(FLOATS), TO_31(CHECK_FLOATS))
HOLDER(hold_some_of_each, TO_15(INT) TO_7(DOUBLE) TO_7(WIDE) TO_7(FLOATS),
       TO_15(CHECK_INT) TO_7(CHECK_DOUBLE) TO_7(CHECK_WIDE) TO_7(CHECK_FLOATS))

HOLD hold_all(struct gen *g, bool inside, int *bad)
{
	return hold_ints(g, inside, bad) && hold_doubles(g, inside, bad) &&
	       hold_long_doubles(g, inside, bad) &&
	       hold_wides(g, inside, bad) && hold_floats(g, inside, bad) &&
	       hold_some_of_each(g, inside, bad);
}

/* A frame of unknown size with something over-aligned in it takes a frame
 * pointer and a base pointer, which no list of clobbers may name. */
__attribute__((noinline)) static bool hold_odd_frame(struct gen *g, bool inside,
						     int *bad)
{
	_Alignas(128) volatile long aligned[16];
	volatile char *room = __builtin_alloca((size_t)(seed % 64) + 1);
	long was = seed;
	int wrong = 0;
	bool alive = true;

	TO_15(INT)
	for (int i = 0; alive && i < 5; i++) {
		for (int k = 0; k < 16; k++)
			aligned[k] = was + i;
		for (long k = 0; k <= was % 64; k++)
			room[k] = (char)i;
		alive = LEAVE(g, inside);
		wrong += (uintptr_t)aligned % 128 != 0;
		for (int k = 0; k < 16; k++)
			wrong += aligned[k] != was + i;
		for (long k = 0; k <= was % 64; k++)
			wrong += room[k] != (char)i;
		TO_15(CHECK_INT)
	}
	*bad += wrong;
	return alive;
}

/* A leaf may keep its locals below the stack pointer: the red zone. */
__attribute__((noinline)) static bool hold_leaf(struct gen *g, bool inside,
						int *bad)
{
	volatile short local[48];
	bool alive = true;

	for (short i = 0; alive && i < 5; i++) {
		for (short k = 0; k < 48; k++)
			local[k] = (short)(k * i);
		alive = LEAVE(g, inside);
		for (short k = 0; k < 48; k++)
			*bad += local[k] != (short)(k * i);
	}
	return alive;
}

/* Values that live across a call are in registers that the callee owes. */
__attribute__((noinline)) static bool leave(struct gen *g, bool inside)
{
	return LEAVE(g, inside);
}

__attribute__((noinline)) static bool hold_across_calls(struct gen *g,
							bool inside, int *bad)
{
	long was = seed;
	int wrong = 0;
	bool alive = true;

	TO_15(INT)
	TO_15(DOUBLE)
	for (int i = 0; alive && i < 5; i++) {
		alive = leave(g, inside);
		TO_15(CHECK_INT)
		TO_15(CHECK_DOUBLE)
	}
	*bad += wrong;
	return alive;
}

/* Holds nothing, so that all ones are what the other side finds. */
HOLD wipe_all(struct gen *g, bool inside, int *bad)
{
	bool alive = true;

	(void)bad;
	for (int i = 0; alive && i < 5; i++) {
		WIPE();
		alive = LEAVE(g, inside);
	}
	return alive;
}

__attribute__((noinline)) static bool wipe_registers(struct gen *g, bool inside,
						     int *bad)
{
	return inside ? wipe_all(g, true, bad) : wipe_all(g, false, bad);
}

typedef bool holder(struct gen *g, bool inside, int *bad);

__attribute__((noinline)) static bool hold_registers(struct gen *g, bool inside,
						     int *bad)
{
	return inside ? hold_all(g, true, bad) : hold_all(g, false, bad);
}

static int bad_inside;

static const void *holding(struct gen *self, void *args)
{
	holder *hold = *(holder **)args;

	while (hold(self, true, &bad_inside))
		;
	return NULL;
}

static struct gen *watched; /* by the handler of signals */

/* Both sides hold, in lengths that never agree.  Returns what went wrong. */
static int torment(holder *inside, holder *outside, int rounds)
{
	int bad = 0;

	watched = gen_new(holding, &inside, sizeof inside);
	bad_inside = 0;
	for (int i = 0; i < rounds && outside(watched, false, &bad); i++)
		seed++;
	return bad + bad_inside + (gen_state(watched) != GEN_SUSPENDED);
}

static void torment_end(void)
{
	gen_free(watched);
	watched = NULL;
}

static holder *const holders[] = { hold_registers, hold_odd_frame, hold_leaf,
				   hold_across_calls, wipe_registers };
enum { HOLDERS = sizeof holders / sizeof *holders };

static void every_register_survives_on_both_sides(void **state)
{
	int rounds = on_valgrind() ? 10 : 200, bad = 0;

	(void)state;
	for (int i = 0; i < HOLDERS; i++)
		for (int o = 0; o < HOLDERS; o++) {
			bad += torment(holders[i], holders[o], rounds);
			torment_end();
		}
	assert_int_equal(bad, 0);
}

/* ---- Signals ---- */

static volatile sig_atomic_t signals, amid;
static struct gen *in_handler;

static const void *counting(struct gen *self, void *args)
{
	(void)args;
	for (int count = 1;; count++)
		if (!gen_yield(self, &count))
			return NULL;
}

/* Was a switch in progress?  Then the program is at one of the instructions
 * before an address that the context holds. */
static bool in_a_switch(const void *ucontext)
{
#if defined(GENERATOR_SWITCH_UCONTEXT_H)
	(void)ucontext;
	return false;
#else
	const mcontext_t *at = &((const ucontext_t *)ucontext)->uc_mcontext;
	const struct gen_context *context;
	uintptr_t ip;

#if defined(__x86_64__)
	ip = (uintptr_t)at->gregs[REG_RIP];
#elif defined(__aarch64__)
	ip = (uintptr_t)at->pc;
#else
	ip = (uintptr_t)at->__gregs[REG_PC];
#endif
	if (!watched)
		return false;
	context = (const void *)((const char *)watched + GEN_CONTEXT);
	return (uintptr_t)context->ip - ip - 1 < 32 ||
	       (uintptr_t)context->caller_ip - ip - 1 < 32;
#endif
}

__attribute__((noinline)) static void on_signal(int number, siginfo_t *info,
						void *ucontext)
{
	(void)number;
	(void)info;
	signals++;
	amid += in_a_switch(ucontext);
	if (SWITCH_SHARES_THE_THREAD && signals % 8 == 0)
		gen_next(in_handler);
	WIPE();
}

static void catch_signal(int number, struct sigaction *old)
{
	struct sigaction act = { .sa_sigaction = on_signal };

	act.sa_flags = SA_RESTART | SA_SIGINFO;
	sigaction(number, &act, old);
	signals = amid = 0;
	in_handler = gen_new(counting, NULL, 0);
}

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void signals_may_come_within_a_switch(void **state)
{
	struct itimerval often = { { 0, 150 }, { 0, 150 } }, never = { 0 };
	struct sigaction old;
	int bad = 0;

	skip_with_tools();
	(void)state;
	catch_signal(SIGALRM, &old);
	setitimer(ITIMER_REAL, &often, NULL);
	for (long long start = now_ms(), i = 0;
	     (signals < 2000 || amid < 20) && now_ms() - start < 2000; i++) {
		bad += torment(holders[i % HOLDERS],
			       holders[i / HOLDERS % HOLDERS], 100);
		torment_end();
	}
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &old, NULL);
	gen_free(in_handler);
	print_message("# %d signals, %d of them within a switch\n",
		      (int)signals, (int)amid);
	assert_true(signals > 0);
	assert_int_equal(bad, 0);
}

#if defined(__x86_64__)
/* With the trap flag set, every instruction is followed by a signal.  (Not with
 * gcc's builtins: at -O0 -fomit-frame-pointer gcc 12 has them pop the flags into
 * the return address.)  128 bytes are the red zone. */
static void step(bool on)
{
	__asm__ volatile("leaq -128(%%rsp), %%rsp\n\t"
			 "pushfq\n\t"
			 "andq $~0x100, (%%rsp)\n\t"
			 "orq %0, (%%rsp)\n\t"
			 "popfq\n\t"
			 "leaq 128(%%rsp), %%rsp"
			 :
			 : "r"(on ? 0x100ul : 0ul)
			 : "cc", "memory");
}

static void one_may_come_after_every_instruction(void **state)
{
	struct sigaction old;
	int bad = 0;

	skip_with_tools();
	(void)state;
	catch_signal(SIGTRAP, &old);
	for (int i = 0; i < HOLDERS; i++)
		for (int o = 0; o < HOLDERS; o++) {
			step(true);
			bad += torment(holders[i], holders[o], 1);
			step(false);
			torment_end();
		}
	sigaction(SIGTRAP, &old, NULL);
	gen_free(in_handler);
	print_message("# %d signals, %d of them within a switch\n",
		      (int)signals, (int)amid);
	assert_true(signals > 10 * 1000);
	assert_true(amid > 1000 || !SWITCH_SHARES_THE_THREAD);
	assert_int_equal(bad, 0);
}
#endif

/* ---- The rounding mode is the thread's ---- */

#ifndef NO_ROUNDING
static const void *dividing(struct gen *self, void *args)
{
	volatile double one = 1, three = 3, third;

	(void)args;
	do
		third = one / three;
	while (gen_yield(self, (const void *)&third));
	return NULL;
}

static double third(struct gen *g, unsigned mode)
{
	double item;

	set_rounding(mode);
	item = *(const volatile double *)gen_next(g);
	set_rounding(NEAREST);
	return item;
}

static const void *rounding(struct gen *self, void *args)
{
	(void)args;
	set_rounding(UPWARD);
	return gen_yield(self, &n[1]) ? args : NULL;
}

static void the_rounding_mode_goes_along(void **state)
{
	volatile double one = 1, three = 3, up;
	struct gen *g;
	double down;

	if (!SWITCH_SHARES_THE_THREAD || on_valgrind())
		skip();
	(void)state;
	g = gen_new(dividing, NULL, 0);
	down = third(g, NEAREST);
	assert_true(third(g, UPWARD) > down);
	assert_true(third(g, NEAREST) == down);
	gen_free(g);
	g = gen_new(rounding, NULL, 0);
	gen_next(g);
	up = one / three;
	set_rounding(NEAREST);
	assert_true(up > down);
	gen_free(g);
}
#endif

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(every_register_survives_on_both_sides),
		ONCE(signals_may_come_within_a_switch),
#if defined(__x86_64__)
		ONCE(one_may_come_after_every_instruction),
#endif
#ifndef NO_ROUNDING
		ONCE(the_rounding_mode_goes_along),
#endif
	};

	return RUN(tests);
}
