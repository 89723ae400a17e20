/* SPDX-License-Identifier: MIT */
/*
 * switch/riscv64.h - the context switch in eleven instructions (lp64 psABI).
 *
 * The design is that of x86_64.h: both directions are an indirect jump that
 * leaves the CPU's stack of return addresses alone; the handle stays in a0 and
 * the item travels in a1; the compiler saves what it has live, since every
 * register is declared clobbered.  What is peculiar to this CPU:
 *
 *  - the jump goes through t2.  Through ra or t0 it would be taken for a
 *    return, and predicted as one; and of the others t2 alone is exempt from
 *    landing pads (Zicfilp);
 *  - s0 and s1 are saved by hand, because compilers reserve them where they
 *    need a frame or a base pointer, and then refuse them as clobbers, or
 *    ignore them.  gp and tp belong to the program and the thread;
 *  - fcsr is left alone: a generator shares the rounding mode of the thread
 *    that resumes it, as any function does;
 *  - the stack pointer changes in one instruction, between two aligned
 *    values, so a signal finds a usable stack at each moment;
 *  - the nop keeps the label from being the last byte of the function;
 *  - backtrace() needs -fasynchronous-unwind-tables here, which gcc does not
 *    imply as it does elsewhere.  gdb is content with -g.
 */
#ifndef GENERATOR_SWITCH_RISCV64_H
#define GENERATOR_SWITCH_RISCV64_H

#define GEN_SWITCH "riscv64"

struct gen_context {
	void *sp, *s1, *s0, *ip;     /* the generator continues here */
	void *caller_sp, *caller_s1; /* and whoever resumed it here */
	void *caller_s0, *caller_ip;
};

/* clang-format off */

#define GEN_SWITCH_LANDING "nop"

#ifdef __riscv_flen
#define GEN_SWITCH_FLOATS , "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", \
	"ft7", "fs0", "fs1", "fa0", "fa1", "fa2", "fa3", "fa4", "fa5", "fa6", \
	"fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", \
	"fs10", "fs11", "ft8", "ft9", "ft10", "ft11"
#else
#define GEN_SWITCH_FLOATS
#endif

/* Only what the compiler can name: gcc before 13 keeps nothing in vectors, and
 * clang takes vl and vtype to change in any asm. */
#if !defined(__riscv_vector) || (!defined(__clang__) && __GNUC__ < 13)
#define GEN_SWITCH_VECTORS
#else
#ifdef __clang__
#define GEN_SWITCH_VL
#else
#define GEN_SWITCH_VL , "vl", "vtype"
#endif
#define GEN_SWITCH_VECTORS , "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", \
	"v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", \
	"v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", \
	"v28", "v29", "v30", "v31" GEN_SWITCH_VL
#endif

#define GEN_SWITCH_CLOBBERS "ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", \
	"a2", "a3", "a4", "a5", "a6", "a7", "s2", "s3", "s4", "s5", "s6", \
	"s7", "s8", "s9", "s10", "s11", "memory" \
	GEN_SWITCH_FLOATS GEN_SWITCH_VECTORS

/*
 * GEN_SWITCH_JUMP(from, to) - leave our stack, address, s0 and s1 in the four
 * words at offset from, take those at offset to, and go.  We continue at 1:
 * when the other side comes back.
 */
#define GEN_SWITCH_JUMP(from, to) \
	"lla	t1, 1f\n\t" \
	"sd	sp, %[" from "](%[g])\n\t" \
	"sd	t1, %[" from "] + 24(%[g])\n\t" \
	"sd	s0, %[" from "] + 16(%[g])\n\t" \
	"sd	s1, %[" from "] + 8(%[g])\n\t" \
	"ld	t2, %[" to "] + 24(%[g])\n\t" \
	"ld	s0, %[" to "] + 16(%[g])\n\t" \
	"ld	s1, %[" to "] + 8(%[g])\n\t" \
	"ld	sp, %[" to "](%[g])\n\t" \
	"jr	t2\n" \
	"1:	" GEN_SWITCH_LANDING

/* clang-format on */

GEN_SWITCH_INLINE const void *gen_switch_in(void *g)
{
	register void *handle __asm__("a0") = g;
	register const void *item __asm__("a1");

	__asm__ volatile(GEN_SWITCH_JUMP("caller", "self")
			 : "=r"(item)
			 : [g] "r"(handle), [self] "i"(GEN_CONTEXT),
			   [caller] "i"(GEN_CONTEXT + 32)
			 : GEN_SWITCH_CLOBBERS);
	return item;
}

GEN_SWITCH_INLINE void gen_switch_out(void *g, const void *item)
{
	register void *handle __asm__("a0") = g;
	register const void *out __asm__("a1") = item;

	__asm__ volatile(GEN_SWITCH_JUMP("self", "caller")
			 : "+r"(out)
			 : [g] "r"(handle), [self] "i"(GEN_CONTEXT),
			   [caller] "i"(GEN_CONTEXT + 32)
			 : GEN_SWITCH_CLOBBERS);
}

#endif
