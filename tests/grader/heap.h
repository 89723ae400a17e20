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
	void *failed_for;  /* where it came from */
	size_t blocks;     /* not freed */
	size_t live, peak; /* bytes asked for: now, and at most */
} heap;

/* heap_leaked - who asked for the n-th block that is not freed; NULL: nobody,
 * there are no more than n. */
void *heap_leaked(size_t n);

/* heap_end - free what drive_alloc() gave. */
void heap_end(void);

#endif
