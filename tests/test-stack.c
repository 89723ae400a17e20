/* SPDX-License-Identifier: MIT */
/*
 * test-stack.c - stacks: their sizes, what protects them, giving them back.
 *
 * Promises: generator/stack.h.  (Small stacks: test-small.c; kernels that
 * cannot mark pages: test-guards.c.)
 */
#include <errno.h>
#include <pthread.h>

#include <generator/stack.h>

#include "unit.h"

enum { KIB = 1024, MIB = 1024 * 1024 };

struct fill_with {
	size_t bytes;
};

/* Use so many bytes of the stack, and yield how many were right. */
static const void *fill_with(struct gen *self, void *args)
{
	size_t bytes = ((struct fill_with *)args)->bytes, right = 0;
	volatile char *frame = __builtin_alloca(bytes);

	for (size_t i = bytes; i > 0; i--)
		frame[i - 1] = (char)i;
	for (size_t i = bytes; i > 0; i--)
		right += frame[i - 1] == (char)i;
	return gen_yield(self, &right) ? "enough" : NULL;
}

static struct gen *sized(size_t stack, size_t bytes)
{
	struct fill_with args = { bytes };

	return gen_new_sized(fill_with, &args, sizeof args, stack);
}

static void without_a_size_it_has_64_kib(void **state)
{
	struct gen *g = sized(0, 1);

	(void)state;
	assert_int_equal(gen_stack_info(g).size, 64 * KIB);
	assert_int_equal(gen_stack_info(NULL).size, 64 * KIB);
	gen_free(g);
}

static void sizes_are_rounded_up(void **state)
{
	static const struct {
		size_t asked, got;
	} sizes[] = {
		{ 2, 4 * KIB },
		{ 4 * KIB, 4 * KIB },
		{ 4 * KIB + 1, 8 * KIB },
		{ 100 * 1000, 128 * KIB },
		{ MIB, MIB },
		{ 9 * MIB, 16 * MIB },
	};

	(void)state;
	if (sysconf(_SC_PAGESIZE) != 4 * KIB)
		skip();
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct gen *g = sized(sizes[i].asked, 1);

		assert_int_equal(gen_stack_info(g).size, sizes[i].got);
		gen_free(g);
	}
}

static void a_body_may_use_what_it_asked_for(void **state)
{
	static const size_t sizes[] = { 16 * KIB, 64 * KIB, MIB, 20 * MIB };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t bytes = sizes[i] - (SANITIZED ? 8 * KIB : 4 * KIB);
		struct gen *g = sized(sizes[i], bytes);

		assert_int_equal(*(const size_t *)gen_next(g), bytes);
		gen_next(g);
		assert_string_equal(gen_result(g), "enough");
		assert_int_equal(gen_stack_info(g).size, 0);
		gen_free(g);
	}
}

static void of_each_size_the_pool_keeps_some(void **state)
{
	struct gen *g[3];

	(void)state;
	gen_stack_trim();
	for (int round = 0; round < 3; round++) {
		g[0] = sized(0, 1);
		g[1] = sized(MIB, 1);
		g[2] = sized(8 * KIB, 1);
		assert_int_equal(gen_stack_trim(), 0);
		for (int i = 0; i < 3; i++)
			gen_free(g[i]);
	}
	assert_int_equal(gen_stack_trim(), 64 * KIB + MIB + 8 * KIB);
	assert_int_equal(gen_stack_trim(), 0);
}

static void the_program_may_choose_another_default(void **state)
{
	struct fill_with args = { 100 * KIB };
	struct gen *g;

	(void)state;
	gen_stack_default(200 * KIB);
	g = gen_new(fill_with, &args, sizeof args);
	assert_int_equal(gen_stack_info(g).size, 256 * KIB);
	assert_int_equal(gen_stack_info(NULL).size, 256 * KIB);
	assert_int_equal(*(const size_t *)gen_next(g), args.bytes);
	gen_free(g);
	gen_stack_default(0);
	assert_int_equal(gen_stack_info(NULL).size, 64 * KIB);
}

static void no_memory_for_a_stack_is_an_error_that_says_so(void **state)
{
	(void)state;
	assert_null(sized((size_t)1 << 62, 1));
	assert_int_equal(errno, ENOMEM);
	assert_non_null(strstr(iter_detail(NULL), "ulimit -v"));
	assert_non_null(strstr(iter_detail(NULL), "vm.max_map_count"));
	assert_null(sized((size_t)-1, 1));
	assert_int_equal(errno, ENOMEM);
}

static void what_is_not_stackful_has_no_stack(void **state)
{
	struct gen *g = gen_new(NULL, NULL, 0);
	struct gen stackless = { .iter = { &gen_ops }, .body = fill_with };

	(void)state;
	assert_int_equal(gen_stack_info(g).size, 0);
	assert_int_equal(gen_stack_info(&stackless).size, 0);
	gen_free(g);
}

/* ---- Overflow ---- */

static int too_deep(void *size)
{
	gen_next(sized(*(size_t *)size, *(size_t *)size + 2 * KIB));
	return 0;
}

static void of_any_size_a_stack_that_overflows_ends_the_program(void **state)
{
	static size_t sizes[] = { 4 * KIB, 64 * KIB, MIB };

	(void)state;
	skip_with_tools();
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		assert_int_equal(outcome_of(too_deep, &sizes[i]), -SIGSEGV);
}

/* ---- Giving back ---- */

/* Bytes of addresses that are mapped. */
static size_t mapped(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	size_t pages = 0;

	if (!file || fscanf(file, "%zu", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* Have so many live at once, then none. */
static void live(int count, size_t stack)
{
	struct gen *g[1000];

	for (int i = 0; i < count; i++)
		g[i] = sized(stack, 1);
	for (int i = 0; i < count; i++)
		gen_free(g[i]);
}

static void what_is_kept_is_used_again(void **state)
{
	int many = at_most(1000);
	size_t kept;

	(void)state;
	gen_stack_trim();
	live(many, 0);
	kept = gen_stack_trim();
	assert_int_equal(kept, many * 64 * KIB);
	live(many, 0);
	live(many, 0);
	assert_int_equal(gen_stack_trim(), kept);
	assert_int_equal(gen_stack_trim(), 0);
}

static void how_much_is_kept_can_be_said(void **state)
{
	int many = at_most(300);

	(void)state;
	gen_stack_trim();
	gen_stack_keep(0);
	live(many, 0);
	assert_int_equal(gen_stack_trim(),
			 many > 256 ? 16 * MIB : many * 64 * KIB);
	live(at_most(100), MIB);
	assert_int_equal(gen_stack_trim(), 16 * MIB);
	live(1, 32 * MIB);
	assert_int_equal(gen_stack_trim(), 0);
	gen_stack_keep(64 * MIB);
	live(1, 32 * MIB);
	live(at_most(100), MIB);
	gen_stack_keep(20 * MIB);
	assert_in_range(gen_stack_trim(), 16 * MIB, 36 * MIB);
	gen_stack_keep(256 * MIB);
}

static void *end_them(void *arg)
{
	struct gen **g = arg;

	for (int i = 0; i < 300; i++)
		gen_free(g[i]);
	return NULL;
}

/* 300 are more than a thread keeps: the rest is for the one that makes them. */
static void one_thread_may_end_what_another_makes(void **state)
{
	struct gen *g[300];
	pthread_t thread;

	(void)state;
	skip_with_tools();
	gen_stack_trim();
	for (int i = 0; i < 300; i++)
		g[i] = sized(0, 1);
	pthread_create(&thread, NULL, end_them, g);
	pthread_join(thread, NULL);
	assert_int_equal(gen_stack_trim(), (300 - 256) * 64 * KIB);
}

static void trimming_unmaps_them(void **state)
{
	size_t before, kept;

	(void)state;
	skip_with_tools();
	gen_stack_trim();
	before = mapped();
	if (!before) /* no /proc here */
		skip();
	live(200, 0);
	kept = mapped();
	assert_true(kept - before >= 200 * 64 * KIB);
	assert_int_equal(gen_stack_trim(), 200 * 64 * KIB);
	assert_true(kept - mapped() >= 200 * 64 * KIB);
}

/* ---- Many ---- */

static long resident(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long pages = 0;

	if (!file || fscanf(file, "%*s %ld", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

static int lines_in(const char *path)
{
	FILE *file = fopen(path, "r");
	int lines = 0;

	for (int c; file && (c = fgetc(file)) != EOF;)
		lines += c == '\n';
	fclose(file);
	return lines;
}

/* MILLION=1 in the environment asks for a million: they take 4.4 GB. */
static int live_at_once(void *unused)
{
	long many = getenv("MILLION") ? 1000 * 1000 : 100 * 1000;
	struct gen **g = malloc((size_t)many * sizeof(struct gen *));
	int mappings = lines_in("/proc/self/maps");
	long before, each;

	(void)unused;
	memset(g, 1, (size_t)many * sizeof(struct gen *));
	before = resident();
	for (long i = 0; i < many; i++) {
		g[i] = sized(0, 1);
		if (!g[i] || !gen_next(g[i]))
			return 1;
	}
	each = (resident() - before) / many;
	if (gen_stack_info(g[many - 1]).guard != GEN_GUARD_MARK)
		return 77; /* test-guards.c has that */
	/* Not one for each.  (musl's malloc takes one for every 16.) */
	if (lines_in("/proc/self/maps") > mappings + many / 10)
		return 2;
	if (each > 4400)
		return 3;
	for (long i = 0; i < many; i++) {
		gen_next(g[i]);
		if (gen_result(g[i]) == NULL)
			return 4;
		gen_free(g[i]);
	}
	return 0;
}

static void a_hundred_thousand_may_live_at_once(void **state)
{
	int outcome;

	(void)state;
	skip_with_tools();
	outcome = outcome_of(live_at_once, NULL);
	if (outcome == 77)
		skip();
	assert_int_equal(outcome, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_size_it_has_64_kib),
		cmocka_unit_test(sizes_are_rounded_up),
		cmocka_unit_test(a_body_may_use_what_it_asked_for),
		cmocka_unit_test(of_each_size_the_pool_keeps_some),
		cmocka_unit_test(the_program_may_choose_another_default),
		cmocka_unit_test(
			no_memory_for_a_stack_is_an_error_that_says_so),
		cmocka_unit_test(what_is_not_stackful_has_no_stack),
		cmocka_unit_test(
			of_any_size_a_stack_that_overflows_ends_the_program),
		cmocka_unit_test(what_is_kept_is_used_again),
		cmocka_unit_test(how_much_is_kept_can_be_said),
		cmocka_unit_test(one_thread_may_end_what_another_makes),
		cmocka_unit_test(trimming_unmaps_them),
		cmocka_unit_test(a_hundred_thousand_may_live_at_once),
	};

	return RUN(tests);
}
