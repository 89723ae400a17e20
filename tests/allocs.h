/* SPDX-License-Identifier: MIT */
/*
 * allocs.h - counts what a program allocates, and lets it fail on demand.
 *
 * The functions below stand in for those of the C library in the program that
 * includes this file, also for calls from the C library itself.  Sanitizers
 * and Valgrind do the same: with them, ALLOCS_WORK is 0 or false, and tests
 * that need this skip themselves by skip_without_allocs().
 */
#ifndef TESTS_ALLOCS_H
#define TESTS_ALLOCS_H

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "unit.h"

#if !SANITIZED && defined(__GLIBC__) && defined(SYS_mmap)
#define ALLOCS_WORK 1
#else
#define ALLOCS_WORK 0
#endif

/* Define ALLOCS_OF_ALL_THREADS before to have one account for all. */
#ifdef ALLOCS_OF_ALL_THREADS
#define ALLOCS_SCOPE
#else
#define ALLOCS_SCOPE _Thread_local
#endif

/* What this thread has done since allocs_watch(). */
static ALLOCS_SCOPE struct {
	atomic_bool watch;
	atomic_int mallocs, maps;     /* how often: the failed ones too */
	atomic_int blocks, mapped;    /* how many are not given back */
	atomic_int calls;             /* allocations of any kind */
	atomic_int fail_at;           /* which shall fail; 0: none */
	atomic_bool and_all_after;    /* that one, and all that follow */
	_Atomic(const char *) failed; /* what failed last */
	atomic_size_t largest;        /* malloc */
	atomic_size_t bytes, peak;    /* of blocks: now, and at most */
} allocs;

static inline void skip_without_allocs(void)
{
	if (!ALLOCS_WORK || on_valgrind())
		skip();
}

static inline void allocs_watch(void)
{
	memset(&allocs, 0, sizeof allocs);
	allocs.watch = true;
}

#if ALLOCS_WORK

static bool allocs_fail(const char *what)
{
	int call;

	if (!allocs.watch)
		return false;
	call = ++allocs.calls;
	if (!allocs.fail_at || call < allocs.fail_at ||
	    (call > allocs.fail_at && !allocs.and_all_after))
		return false;
	allocs.failed = what;
	errno = ENOMEM;
	return true;
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *block);

static bool allocs_malloc_fails(size_t size)
{
	if (allocs.watch) {
		allocs.mallocs++;
		if (size > allocs.largest)
			allocs.largest = size;
	}
	return allocs_fail("malloc");
}

static void *allocs_counted(void *block)
{
	size_t bytes, peak = allocs.peak;

	if (!block || !allocs.watch)
		return block;
	allocs.blocks++;
	bytes = malloc_usable_size(block);
	bytes += atomic_fetch_add(&allocs.bytes, bytes);
	while (peak < bytes &&
	       !atomic_compare_exchange_weak(&allocs.peak, &peak, bytes))
		;
	return block;
}

void *malloc(size_t size)
{
	return allocs_malloc_fails(size) ? NULL :
					   allocs_counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return allocs_malloc_fails(count * size) ?
		       NULL :
		       allocs_counted(__libc_calloc(count, size));
}

void *realloc(void *block, size_t size)
{
	size_t before = block ? malloc_usable_size(block) : 0;
	void *bigger;

	if (allocs_malloc_fails(size))
		return NULL;
	bigger = __libc_realloc(block, size);
	if (bigger && block && allocs.watch) {
		allocs.blocks--;
		allocs.bytes -= before;
	}
	return allocs_counted(bigger);
}

void *aligned_alloc(size_t align, size_t size)
{
	return allocs_malloc_fails(size) ?
		       NULL :
		       allocs_counted(__libc_memalign(align, size));
}

void free(void *block)
{
	if (block && allocs.watch) {
		allocs.blocks--;
		allocs.bytes -= malloc_usable_size(block);
	}
	__libc_free(block);
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	if (allocs.watch)
		allocs.maps++;
	if (allocs_fail("mmap"))
		return MAP_FAILED;
	if (allocs.watch)
		allocs.mapped++;
	return (void *)syscall(SYS_mmap, at, size, prot, flags, fd, offset);
}

int munmap(void *at, size_t size)
{
	if (allocs.watch)
		allocs.mapped--;
	return (int)syscall(SYS_munmap, at, size);
}

/* Guard pages: a failure here must not give a stack without one. */
int madvise(void *at, size_t size, int advice)
{
	return allocs_fail("madvise") ?
		       -1 :
		       (int)syscall(SYS_madvise, at, size, advice);
}

int mprotect(void *at, size_t size, int prot)
{
	return allocs_fail("mprotect") ?
		       -1 :
		       (int)syscall(SYS_mprotect, at, size, prot);
}

#endif
#endif
