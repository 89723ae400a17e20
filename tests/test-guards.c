/* SPDX-License-Identifier: MIT */
/*
 * test-guards.c - protecting many stacks where the kernel cannot mark pages.
 *
 * Promise: gen_stack_info() in generator/stack.h: "Before that each protected
 * page takes two of the mappings that vm.max_map_count allows (65530).  The
 * library takes half of those, for 16000 protected stacks alive at once; those
 * beyond have GEN_GUARD_NONE [...]".
 *
 * The madvise() below stands in for that of the C library, and knows no more
 * than Linux did before 6.13.
 */
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <generator/stack.h>

#include "unit.h"

int madvise(void *start, size_t size, int advice)
{
	if (advice == 102) { /* MADV_GUARD_INSTALL */
		errno = EINVAL;
		return -1;
	}
	return (int)syscall(SYS_madvise, start, size, advice);
}

enum { PROTECTED = 16000, MANY = 100 * 1000, DEEP = 66 * 1024 };

struct dive {
	size_t bytes;
};

/* Write on so many bytes of the stack, from above, or more than it has. */
static const void *dive(struct gen *self, void *args)
{
	const struct dive *my = args;
	volatile char *here = __builtin_frame_address(0);

	if (!gen_yield(self, args))
		return NULL;
	for (size_t i = 512; i < my->bytes; i += 64)
		here[-(ptrdiff_t)i] = 1;
	return "came back";
}

static struct gen *all[MANY];

static void live(int many)
{
	for (int i = 0; i < many; i++) {
		struct dive args = { i == PROTECTED - 1 ? DEEP : 1024 };

		all[i] = gen_new(dive, &args, sizeof args);
		assert_non_null(gen_next(all[i]));
	}
}

static void end(int from, int many)
{
	while (many > from)
		gen_free(all[--many]);
}

static void at_first_each_has_a_page(void **state)
{
	(void)state;
	skip_with_tools();
	live(2);
	assert_int_equal(gen_stack_info(all[0]).guard, GEN_GUARD_PAGE);
	assert_int_equal(gen_stack_info(NULL).guard, GEN_GUARD_PAGE);
	end(0, 2);
}

static int too_deep(void *g)
{
	gen_next(g);
	return 0;
}

static void a_hundred_thousand_live_and_the_first_are_protected(void **state)
{
	(void)state;
	skip_with_tools();
	live(MANY);
	assert_int_equal(gen_stack_info(all[PROTECTED - 1]).guard,
			 GEN_GUARD_PAGE);
	assert_int_equal(gen_stack_info(all[MANY - 1]).guard, GEN_GUARD_NONE);
	assert_int_equal(gen_stack_info(NULL).guard, GEN_GUARD_NONE);
	assert_int_equal(outcome_of(too_deep, all[PROTECTED - 1]), -SIGSEGV);
	for (int i = 0; i < MANY; i++)
		if (i != PROTECTED - 1) {
			gen_next(all[i]);
			assert_string_equal(gen_result(all[i]), "came back");
		}
	end(0, MANY);
}

static void when_they_are_gone_new_ones_are_protected_again(void **state)
{
	(void)state;
	skip_with_tools();
	gen_stack_trim();
	live(PROTECTED + 1);
	assert_int_equal(gen_stack_info(all[PROTECTED]).guard, GEN_GUARD_NONE);
	end(0, PROTECTED + 1);
	gen_stack_trim();
	live(1);
	assert_int_equal(gen_stack_info(all[0]).guard, GEN_GUARD_PAGE);
	end(0, 1);
}

/* The program's own mappings may leave none for a guard. */
static int exhaust(void *unused)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct gen *g;

	(void)unused;
	gen_stack_trim();
	for (int i = 0; i < 200 * 1000; i++)
		if (mmap(NULL, page, i & 1 ? PROT_READ : PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
			break;
	g = gen_new(dive, NULL, 0);
	if (g || errno != ENOMEM)
		return 1;
	return !strstr(iter_detail(NULL), "vm.max_map_count");
}

static void no_mapping_for_a_guard_is_an_error_that_says_so(void **state)
{
	(void)state;
	skip_with_tools();
	assert_int_equal(outcome_of(exhaust, NULL), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_first_each_has_a_page),
		cmocka_unit_test(
			a_hundred_thousand_live_and_the_first_are_protected),
		cmocka_unit_test(
			when_they_are_gone_new_ones_are_protected_again),
		cmocka_unit_test(
			no_mapping_for_a_guard_is_an_error_that_says_so),
	};

	return RUN(tests);
}
