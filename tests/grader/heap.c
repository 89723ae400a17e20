/* SPDX-License-Identifier: MIT */
/*
 * heap.c - malloc() and its relations, of the program that is judged.
 *
 * Every block has a header in front, so that bytes are those that were asked
 * for, whatever the C library rounds them to, and a block that is never freed
 * is known by the place that asked for it.  While heap_on, the K-th allocation
 * fails.  Under Valgrind all this is Valgrind's instead.
 */
#include "heap.h"
#include "drive.h"

#include <elf.h>
#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

void *__libc_malloc(size_t size);
void __libc_free(void *block);

struct heap heap;

struct header {
	struct header *next, *previous;
	void *caller; /* NULL: it is not counted */
	char *start;  /* what the C library gave */
	size_t size;
	uintptr_t mark;
};

/* In a block that is used, and in one that was: as long as nobody else has it. */
enum { USED = 0x75736564, FREED = 0x66726565 };

static struct header blocks = { .next = &blocks, .previous = &blocks };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static bool fails(void)
{
	if (!heap.on || ++heap.calls != heap.fail_at)
		return false;
	heap_fails();
	return true;
}

static void enter(struct header *block)
{
	block->next = &blocks;
	block->previous = blocks.previous;
	blocks.previous->next = block;
	blocks.previous = block;
	heap.blocks++;
	heap.live += block->size;
	if (heap.live > heap.peak)
		heap.peak = heap.live;
}

static void leave(struct header *block)
{
	block->next->previous = block->previous;
	block->previous->next = block->next;
	heap.blocks--;
	heap.live -= block->size;
}

/* The dynamic linker asks for a block for each new thread, which the C library
 * keeps with the thread's stack, for the next one: nobody can free it. */
static bool is_linker(const void *caller)
{
	uintptr_t base = getauxval(AT_BASE), end = base;
	const ElfW(Ehdr) *elf = (const ElfW(Ehdr) *)base;
	const ElfW(Phdr) * part;

	if (!base)
		return false;
	part = (const ElfW(Phdr) *)(base + elf->e_phoff);
	for (int i = 0; i < elf->e_phnum; i++)
		if (part[i].p_type == PT_LOAD &&
		    base + part[i].p_vaddr + part[i].p_memsz > end)
			end = base + part[i].p_vaddr + part[i].p_memsz;
	return (uintptr_t)caller >= base && (uintptr_t)caller < end;
}

static void *allocate(size_t align, size_t size, void *caller)
{
	struct header *block;
	char *start = NULL;
	uintptr_t at;

	pthread_mutex_lock(&lock);
	if (!fails() && size < PTRDIFF_MAX - align - sizeof *block)
		start = __libc_malloc(size + sizeof *block + align);
	if (start) {
		at = (uintptr_t)start + sizeof *block + align - 1;
		block = (struct header *)(at / align * align) - 1;
		block->start = start;
		block->size = size;
		block->mark = USED;
		block->caller = heap.on && !is_linker(caller) ? caller : NULL;
		if (block->caller)
			enter(block);
	}
	pthread_mutex_unlock(&lock);
	if (start)
		return block + 1;
	errno = ENOMEM;
	return NULL;
}

#define CALLER __builtin_return_address(0)

void *malloc(size_t size)
{
	return allocate(16, size, CALLER);
}

void *calloc(size_t count, size_t size)
{
	size_t all;
	void *block;

	if (__builtin_mul_overflow(count, size, &all))
		all = SIZE_MAX;
	block = allocate(16, all, CALLER);
	return block ? memset(block, 0, all) : NULL;
}

void free(void *block)
{
	struct header *header = (struct header *)block - 1;

	if (!block)
		return;
	if (header->mark != USED) {
		heap.misused = header->mark == FREED ? HEAP_TWICE : HEAP_ALIEN;
		abort();
	}
	pthread_mutex_lock(&lock);
	header->mark = FREED;
	if (header->caller)
		leave(header);
	pthread_mutex_unlock(&lock);
	__libc_free(header->start);
}

void *realloc(void *block, size_t size)
{
	size_t before = block ? ((struct header *)block - 1)->size : 0;
	void *bigger = allocate(16, size, CALLER);

	if (bigger && block) {
		memcpy(bigger, block, before < size ? before : size);
		free(block);
	}
	return bigger;
}

void *aligned_alloc(size_t align, size_t size)
{
	return allocate(align < 16 ? 16 : align, size, CALLER);
}

int posix_memalign(void **block, size_t align, size_t size)
{
	*block = allocate(align < 16 ? 16 : align, size, CALLER);
	return *block ? 0 : ENOMEM;
}

/* The driver's own blocks, in a chain: freed when the program ends. */
static struct own {
	struct own *next;
	max_align_t bytes[];
} * own;

void *drive_alloc(size_t size)
{
	struct own *block = __libc_malloc(sizeof *block + size);

	if (!block)
		return NULL;
	pthread_mutex_lock(&lock);
	block->next = own;
	own = block;
	pthread_mutex_unlock(&lock);
	return memset(block->bytes, 0, size);
}

void heap_end(void)
{
	for (struct own *next; own; own = next) {
		next = own->next;
		__libc_free(own);
	}
}

void *heap_leaked(size_t n)
{
	struct header *block = blocks.next;

	while (block != &blocks && n--)
		block = block->next;
	return block->caller;
}
