/* SPDX-License-Identifier: MIT */
/*
 * memory.c - the allocator's doorkeeper.
 *
 * The functions below are defined in the program itself, so the dynamic
 * linker prefers them to libc's, for libc's own calls (fopen, getline) too;
 * the linker's --wrap would miss those.  Sizes are what the allocator really
 * gave.  A stack counts as long as it is mapped, though only the pages that
 * were touched are resident.
 */
#define _GNU_SOURCE
#include "memory.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static _Atomic bool counting;
static _Atomic int64_t allocations;

/* What there is now, and the most there was. */
struct level {
	_Atomic int64_t now, peak;
};
static struct level all, mapped;

#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || \
	defined(__SANITIZE_THREAD__)
#define CAN_COUNT false
#else
#define CAN_COUNT true

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *block);

static void rise(struct level *level, size_t size)
{
	int64_t now =
		atomic_fetch_add(&level->now, (int64_t)size) + (int64_t)size;
	int64_t peak = atomic_load(&level->peak);

	while (now > peak &&
	       !atomic_compare_exchange_weak(&level->peak, &peak, now))
		;
}

static void fall(struct level *level, size_t size)
{
	atomic_fetch_sub(&level->now, (int64_t)size);
}

static void took(size_t size)
{
	atomic_fetch_add(&allocations, 1);
	rise(&all, size);
}

static void gave_back(size_t size)
{
	fall(&all, size);
}

static void *counted(void *block)
{
	if (block && counting)
		took(malloc_usable_size(block));
	return block;
}

void *malloc(size_t size)
{
	return counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
	return counted(__libc_calloc(count, size));
}

void *realloc(void *block, size_t size)
{
	size_t before = block ? malloc_usable_size(block) : 0;
	void *moved = __libc_realloc(block, size);

	if (counting && (moved || !size))
		gave_back(before);
	return counted(moved);
}

void *memalign(size_t align, size_t size)
{
	return counted(__libc_memalign(align, size));
}

void *aligned_alloc(size_t align, size_t size)
{
	return counted(__libc_memalign(align, size));
}

int posix_memalign(void **block, size_t align, size_t size)
{
	void *made = counted(__libc_memalign(align, size));

	if (!made)
		return ENOMEM;
	*block = made;
	return 0;
}

void free(void *block)
{
	if (block && counting)
		gave_back(malloc_usable_size(block));
	__libc_free(block);
}

void *mmap(void *at, size_t size, int prot, int flags, int fd, off_t offset)
{
	long where = syscall(SYS_mmap, at, size, prot, flags, fd, offset);

	if (where != -1 && counting && (flags & MAP_ANONYMOUS)) {
		took(size);
		rise(&mapped, size);
	}
	return where == -1 ? MAP_FAILED : (void *)where;
}

int munmap(void *at, size_t size)
{
	int status = (int)syscall(SYS_munmap, at, size);

	if (status == 0 && counting) {
		gave_back(size);
		fall(&mapped, size);
	}
	return status;
}
#endif

void memory_start(void)
{
	allocations = 0;
	all.now = all.peak = mapped.now = mapped.peak = 0;
	counting = true;
}

bool memory_stop(struct memory *result)
{
	counting = false;
	*result =
		(struct memory){ allocations, all.now, all.peak, mapped.peak };
	return CAN_COUNT;
}
