/* SPDX-License-Identifier: MIT */
/*
 * generator/switch.h - picks the context switch for this CPU.
 *
 * A context switch leaves one stack and goes on with another.  Each file in
 * switch/ implements the same few things for the handle g of a generator,
 * whose struct gen_context lies GEN_CONTEXT bytes into it:
 *
 *   GEN_SWITCH                  its name, a string
 *   struct gen_context          where the generator and whoever resumed it
 *                               continue: eight words everywhere.  Of each,
 *                               but for ucontext, stack pointer, base register,
 *                               frame pointer and address
 *   gen_switch_in(g)            leave for the generator; returns the item
 *                               with which it leaves
 *   gen_switch_out(g, item)     leave for whoever resumed it
 *
 * and the library (lib/src/switch.c) what prepares the first gen_switch_in().
 * ucontext is the portable reference that the others are tested against;
 * -DGEN_SWITCH_UCONTEXT forces it, for the library and its users alike.  With
 * it backtrace() and debuggers see no further than the root of the generator;
 * with the others they walk on to whoever resumed it.
 */
#ifndef GENERATOR_SWITCH_H
#define GENERATOR_SWITCH_H

#define GEN_CONTEXT (6 * __SIZEOF_POINTER__ + 8)

/* Always: a function of its own would be entered on one stack and left on the
 * other, which ThreadSanitizer's shadow stacks do not forgive. */
#define GEN_SWITCH_INLINE static inline __attribute__((always_inline))

#if defined(GEN_SWITCH_UCONTEXT) || !defined(__LP64__)
#include <generator/switch/ucontext.h>
#elif defined(__x86_64__)
#include <generator/switch/x86_64.h>
#elif defined(__aarch64__)
#include <generator/switch/aarch64.h>
#elif defined(__riscv) && __riscv_xlen == 64
#include <generator/switch/riscv64.h>
#else
#include <generator/switch/ucontext.h>
#endif

#endif
