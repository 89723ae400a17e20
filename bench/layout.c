/* SPDX-License-Identifier: MIT */
/*
 * layout.c - moves all code that follows by LAYOUT times 16 bytes.
 *
 * Linked first into each of several gbench programs.  A short loop that lies
 * across two cache lines can take twice as long as one that does not, in every
 * process alike; so processes take turns with programs in which everything
 * lies elsewhere, and what only an address decides becomes a wider interval.
 */
#define STRING(x) #x
#define BYTES(layout) STRING(layout * 16)

__asm__(".text\n\t.skip " BYTES(LAYOUT) ", 0x90\n");
