/* SPDX-License-Identifier: MIT */
/*
 * switch/x86_64.h - the context switch in seven to nine instructions (System V ABI).
 *
 * Nothing is pushed and nothing is saved but what the compiler says is live:
 * every register is declared clobbered, so it keeps live values in its own
 * frame.  Four things make this as fast as the CPU allows:
 *
 *  - both directions are an indirect jmp.  A ret would go to an address that
 *    the CPU's stack of return addresses does not hold, and cost a
 *    misprediction each time;
 *  - the handle travels in rdi and comes back in rdi, on both sides.  It is
 *    an input and not clobbered, so the compiler need not reload it through
 *    the stack pointer that has just changed;
 *  - the red zone stays intact, because nothing is pushed;
 *  - mxcsr and the x87 control word are left alone: a generator shares the
 *    rounding mode of the thread that resumes it, as any function does.
 *
 * rbp is saved by hand, because compilers reserve it where they need a frame
 * pointer, and then refuse it as a clobber.  rbx is, where it has to be: clang
 * uses it as a base pointer, and loses what it was if it is clobbered.  With
 * gcc a generator does without, which is quicker; whoever resumes it does not,
 * since loops that resume stackless generators, too, contain this code and
 * would have one register less.  Each side fetches its own rbx, so that code of
 * the two compilers can be mixed.  The nop (or endbr64, for indirect branch
 * tracking) keeps the label from being the last byte, since unwinders look at
 * the byte before a resume address.
 */
#ifndef GENERATOR_SWITCH_X86_64_H
#define GENERATOR_SWITCH_X86_64_H

#define GEN_SWITCH "x86_64"

struct gen_context {
	void *sp, *bx, *bp, *ip;     /* the generator continues here */
	void *caller_sp, *caller_bx; /* and whoever resumed it here */
	void *caller_bp, *caller_ip;
};

/* clang-format off */

#if defined(__CET__) && (__CET__ & 1)
#define GEN_SWITCH_LANDING "endbr64"
#else
#define GEN_SWITCH_LANDING "nop"
#endif

#ifdef __AVX512F__
#define GEN_SWITCH_AVX512 , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", \
	"xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", \
	"xmm28", "xmm29", "xmm30", "xmm31", \
	"k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define GEN_SWITCH_AVX512
#endif

#define GEN_SWITCH_CLOBBERS "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", \
	"r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", \
	"xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", \
	"xmm13", "xmm14", "xmm15", "st", "st(1)", "st(2)", "st(3)", "st(4)", \
	"st(5)", "st(6)", "st(7)", "cc", "memory" GEN_SWITCH_AVX512

/*
 * GEN_SWITCH_JUMP(from, to) - leave our stack, address and rbp in the words at
 * offset from, take those at offset to, and go.  We continue at 1: when the
 * other side comes back.
 */
#define GEN_SWITCH_JUMP(from, to) \
	"leaq	1f(%%rip), %%rcx\n\t" \
	"movq	%%rsp, %c[" from "](%%rdi)\n\t" \
	"movq	%%rcx, %c[" from "]+24(%%rdi)\n\t" \
	"movq	%%rbp, %c[" from "]+16(%%rdi)\n\t" \
	"movq	%c[" to "](%%rdi), %%rsp\n\t" \
	"movq	%c[" to "]+16(%%rdi), %%rbp\n\t" \
	"jmp	*%c[" to "]+24(%%rdi)\n" \
	"1:	" GEN_SWITCH_LANDING "\n\t"

/* GEN_SWITCH_KEEP(from, to) - the same, with rbx in the second word. */
#define GEN_SWITCH_KEEP(from, to) \
	"movq	%%rbx, %c[" from "]+8(%%rdi)\n\t" \
	GEN_SWITCH_JUMP(from, to) \
	"movq	%c[" from "]+8(%%rdi), %%rbx"

#if defined(__clang__) || defined(GEN_SWITCH_KEEPS_RBX)
#define GEN_SWITCH_OUT GEN_SWITCH_KEEP("self", "caller")
#define GEN_SWITCH_OUT_CLOBBERS GEN_SWITCH_CLOBBERS
#else
#define GEN_SWITCH_OUT GEN_SWITCH_JUMP("self", "caller")
#define GEN_SWITCH_OUT_CLOBBERS "rbx", GEN_SWITCH_CLOBBERS
#endif

/* clang-format on */

GEN_SWITCH_INLINE const void *gen_switch_in(void *g)
{
	const void *item;

	__asm__ volatile(GEN_SWITCH_KEEP("caller", "self")
			 : "=S"(item)
			 : "D"(g), [self] "i"(GEN_CONTEXT),
			   [caller] "i"(GEN_CONTEXT + 32)
			 : GEN_SWITCH_CLOBBERS);
	return item;
}

GEN_SWITCH_INLINE void gen_switch_out(void *g, const void *item)
{
	__asm__ volatile(GEN_SWITCH_OUT
			 : "+S"(item)
			 : "D"(g), [self] "i"(GEN_CONTEXT),
			   [caller] "i"(GEN_CONTEXT + 32)
			 : GEN_SWITCH_OUT_CLOBBERS);
}

#endif
