/* SPDX-License-Identifier: MIT */
/*
 * heap.h - what the program that is judged has allocated.
 */
#ifndef GRADER_HEAP_H
#define GRADER_HEAP_H

#include <stdbool.h>
#include <stddef.h>

/* Written under a lock by heap.c; on and fail_at by main(). */
extern struct heap {
	bool on;           /* only what happens meanwhile is counted */
	long calls;        /* allocations, also those that failed */
	long fail_at;      /* the call that shall fail; 0: none */
	size_t blocks;     /* not freed */
	size_t live, peak; /* bytes asked for: now, and at most */
	enum { HEAP_FINE, HEAP_TWICE, HEAP_ALIEN } misused; /* by free() */
} heap;

/* heap_leaked - who asked for the n-th block that is not freed; NULL: nobody,
 * there are no more than n. */
void *heap_leaked(size_t n);

/* heap_fails - called for the allocation that shall fail: drive.c. */
void heap_fails(void);

/* heap_end - free what drive_alloc() gave. */
void heap_end(void);

#endif
