/* SPDX-License-Identifier: MIT */
/*
 * switch/aarch64.h - the context switch in eight instructions (AAPCS64).
 *
 * The design is that of x86_64.h: both directions are an indirect branch and
 * no ret, whose address the CPU would not have predicted; the handle stays in
 * x0 and the item travels in x1; the compiler saves what it has live, since
 * every register is declared clobbered.  What is peculiar to this CPU:
 *
 *  - x29 and x19 are saved by hand, because compilers reserve them where they
 *    need a frame or a base pointer, and then refuse them as clobbers, or
 *    ignore them.  x18 is the platform's where there is one, and not touched;
 *  - all of v0 to v31 is clobbered, though callees preserve the low halves of
 *    v8 to v15: we are no callee.  With SVE its predicates are, too;
 *  - fpcr is left alone: a generator shares the rounding mode of the thread
 *    that resumes it, as any function does;
 *  - the stack pointer changes in one instruction, between two aligned
 *    values, so a signal finds a usable stack at each moment;
 *  - hint 36 is bti j, where branch targets are identified, and else a nop.
 *    It keeps the label from being the last byte of the function.
 */
#ifndef GENERATOR_SWITCH_AARCH64_H
#define GENERATOR_SWITCH_AARCH64_H

#define GEN_SWITCH "aarch64"

struct gen_context {
	void *sp, *x19, *fp, *ip;     /* the generator continues here */
	void *caller_sp, *caller_x19; /* and whoever resumed it here */
	void *caller_fp, *caller_ip;
};

/* clang-format off */

#define GEN_SWITCH_LANDING "hint	36"

#if defined(__APPLE__) || defined(__ANDROID__)
#define GEN_SWITCH_X18
#else
#define GEN_SWITCH_X18 , "x18"
#endif

#ifdef __ARM_FEATURE_SVE
#define GEN_SWITCH_SVE , "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", \
	"p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15", "ffr"
#else
#define GEN_SWITCH_SVE
#endif

#define GEN_SWITCH_CLOBBERS "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", \
	"x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x20", "x21", \
	"x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30", \
	"v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", \
	"v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", \
	"v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", \
	"v31", "cc", "memory" GEN_SWITCH_X18 GEN_SWITCH_SVE

/*
 * GEN_SWITCH_JUMP(from, to) - leave our stack, address, x29 and x19 in the
 * four words at offset from, take those at offset to, and go.  We continue at
 * 1: when the other side comes back.
 */
#define GEN_SWITCH_JUMP(from, to) \
	"mov	x16, sp\n\t" \
	"adr	x17, 1f\n\t" \
	"stp	x16, x19, [%[g], %[" from "]]\n\t" \
	"stp	x29, x17, [%[g], %[" from "] + 16]\n\t" \
	"ldp	x16, x19, [%[g], %[" to "]]\n\t" \
	"ldp	x29, x17, [%[g], %[" to "] + 16]\n\t" \
	"mov	sp, x16\n\t" \
	"br	x17\n" \
	"1:	" GEN_SWITCH_LANDING

/* clang-format on */

GEN_SWITCH_INLINE const void *gen_switch_in(void *g)
{
	register void *handle __asm__("x0") = g;
	register const void *item __asm__("x1");

	__asm__ volatile(GEN_SWITCH_JUMP("caller", "self")
			 : "=r"(item)
			 : [g] "r"(handle), [self] "i"(GEN_CONTEXT),
			   [caller] "i"(GEN_CONTEXT + 32)
			 : GEN_SWITCH_CLOBBERS);
	return item;
}

GEN_SWITCH_INLINE void gen_switch_out(void *g, const void *item)
{
	register void *handle __asm__("x0") = g;
	register const void *out __asm__("x1") = item;

	__asm__ volatile(GEN_SWITCH_JUMP("self", "caller")
			 : "+r"(out)
			 : [g] "r"(handle), [self] "i"(GEN_CONTEXT),
			   [caller] "i"(GEN_CONTEXT + 32)
			 : GEN_SWITCH_CLOBBERS);
}

#endif
