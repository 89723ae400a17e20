/* SPDX-License-Identifier: MIT */
/*
 * generator/stack.h - the stacks of stackful generators: how large they are,
 * how they are protected, when they are given back.
 *
 * A program that never includes this has 64 KiB for each generator, of which
 * the one page is resident that its body touches.  It never calls anything of
 * this because it has many of them; it does when bodies need more, or when
 * even a page is too much.
 *
 * How much does a body need?  A library compiled with -DGEN_CENSUS answers (in
 * a checkout: make MODE=census): it prints, at exit, how much stack each
 * function has used at most.
 */
#ifndef GENERATOR_STACK_H
#define GENERATOR_STACK_H

#include <generator.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * gen_new_sized - as gen_new(), with a stack of another size.
 *
 *   stack   bytes, rounded up to a power of two and to a page; 0 for that of
 *           gen_new(); GEN_STACK_SMALL for a small one, below
 *
 * Returns    as gen_new().  A small stack that cannot be had is a closed
 *            generator with ENOTSUP, whose detail says why.
 * Cost       as gen_new().  Frames have up to 512 bytes less.
 */
static inline struct gen *gen_new_sized(gen_fn *body, const void *args,
					size_t size, size_t stack) GEN_MUST_USE;

/*
 * GEN_STACK_SMALL - stacks for bodies that call next to nothing.
 *
 *	gen_new_sized(count_up_to, &args, sizeof args, GEN_STACK_SMALL)
 *
 * With its handle such a generator takes about 1.2 kB, since four stacks share
 * a page.  About 800 bytes are left for frames, 500 for what the body calls, and
 * nothing protects what lies below: too deep a call overwrites another
 * generator's stack.  What fits is yielding and arithmetic, calls of a few
 * functions with few locals.  What does not is anything that formats or opens
 * (snprintf() takes 2 to 3 kB), and the first call of a function in a shared
 * library, which the dynamic linker intercepts with 3 kB: link with -z now.
 * Measure with GEN_CENSUS first.
 *
 * A signal would take 1 to 4 kB as well.  Its handler must run elsewhere: set
 * SA_ONSTACK for every handler, and call gen_signal_stack() in each thread
 * that resumes small generators; a thread that makes one has done so.
 *
 * GEN_DEBUG builds abort when they see that a small stack has overflowed.
 * There are none with the ucontext switch, under Valgrind, or in a program
 * with a sanitizer: ENOTSUP.
 */
#define GEN_STACK_SMALL ((size_t)1)

/*
 * gen_stack_default - how large the stacks of gen_new() are from now on.
 *
 *   size   bytes, rounded up as in gen_new_sized(); 0: as they were at first,
 *          64 KiB
 *
 * For the whole program: set it before threads use the library.
 */
void gen_stack_default(size_t size);

/* gen_guard - what happens when a body calls too deep. */
enum gen_guard {
	GEN_GUARD_NONE, /* it overwrites what lies below: see gen_stack_info */
	GEN_GUARD_PAGE, /* it dies at a page that mprotect(2) protects */
	GEN_GUARD_MARK  /* it dies at a page marked by MADV_GUARD_INSTALL */
};

/*
 * gen_stack_info - the stack of g, or the one that gen_new() would take now.
 *
 *   g   stackful; NULL: what a new one would get in this thread
 *
 * Linux 6.13 and later can mark pages, as many as there is memory for (but not
 * after mlockall(MCL_FUTURE)).  Where it cannot, each protected page takes two
 * of the mappings that vm.max_map_count allows (65530).  The library takes half
 * of those, for 16000 protected stacks alive at once; those beyond have
 * GEN_GUARD_NONE, rather than that the program has no more mappings for anything
 * else.
 *
 * Returns    size 0: g has no stack (any more), or there is no memory.
 */
struct gen_stack_info {
	size_t size; /* bytes */
	enum gen_guard guard;
};
struct gen_stack_info gen_stack_info(const struct gen *g);

/*
 * gen_stack_trim - unmap the stacks that are kept for later.
 *
 * Stacks of bodies that have ended are kept for the next ones: 16 MiB of them
 * by each thread, which unmaps them when it exits; beyond that, 256 MiB for all
 * threads, or what gen_stack_keep() says; of small ones, 64 KiB more than are in
 * use.  That is addresses: resident is what bodies have touched.
 *
 * A program that has more generators at once than that, and frees them, will
 * map and unmap stacks again and again, for some microseconds each.
 *
 * Returns    how many bytes were unmapped: what this thread has kept, and what
 *            was kept for all.
 */
size_t gen_stack_trim(void);

/* gen_stack_keep - how many bytes of stacks are kept for all threads, from now
 * on; what is too much is unmapped.  0: none. */
void gen_stack_keep(size_t bytes);

/*
 * gen_signal_stack - give this thread a stack to handle signals on.
 *
 * As sigaltstack(2), which it leaves as it is if there is one.  It is unmapped
 * when the thread exits.
 *
 * Returns    false without memory (iter_detail(NULL) says so).
 */
bool gen_signal_stack(void);

/* ---- Nothing to rely on below ---- */

static inline struct gen *gen_new_sized(gen_fn *body, const void *args,
					size_t size, size_t stack)
{
	return gen_create(body, args, size, stack, GEN_SWITCH);
}

#ifdef __cplusplus
}
#endif
#endif
