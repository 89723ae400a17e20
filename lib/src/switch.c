/* SPDX-License-Identifier: MIT */
/*
 * switch.c - the first entry of a stack, for each switch of generator/switch/.
 *
 * Compiled without sanitizers: gen_main() is entered and never left, and would
 * leave an entry on ThreadSanitizer's shadow stack each time.
 */
#include "gen_impl.h"

#include <stdint.h>

/* The first function on a new stack. */
static _Noreturn void gen_main(struct gen *g)
{
	gen_hook_started(g);
	gen_work(g);
	gen_hook_last(g);
	gen_switch_out(g, NULL);
	__builtin_unreachable();
}

#ifndef GENERATOR_SWITCH_UCONTEXT_H

/*
 * gen_start - where the first gen_switch_in() lands.  g is in the register of
 * the first argument, gen_main in the base register of the CPU's file in
 * switch/, and both the stack pointer and the frame pointer are at the top of
 * the stack, aligned to 16 bytes, where g is written down:
 *
 *	top -> | g | 0 |
 *
 * The rest is for unwinders.  They take gen_start for a frame whose caller is
 * whoever resumed g: its stack pointer, address, frame pointer and base are in
 * g's context, at GEN_CONTEXT + 32 and up, and g is where the frame pointer
 * points.  So gdb, backtrace() and perf walk from inside a generator on to
 * main, and always to the present resumer.  .cfi_signal_frame keeps gdb from
 * rejecting a caller that lies on a lower address.  The expressions, in DWARF:
 * DW_OP_bregN 0 of the frame pointer, DW_OP_deref (that is g),
 * DW_OP_plus_uconst n, for the CFA DW_OP_deref.
 *
 * CFI(bregN, ip, fp, base) takes that opcode, and DWARF's numbers of the other
 * three.
 */
/* clang-format off */
_Static_assert(GEN_CONTEXT + 32 == 88, "the offsets below");
#define CFI(breg, ip, fp, base) \
	".cfi_signal_frame\n" \
	".cfi_escape 0x0f, 6, " #breg ", 0, 0x06, 0x23, 88, 0x06\n" \
	".cfi_escape 0x10, " #ip ", 5, " #breg ", 0, 0x06, 0x23, 96\n" \
	".cfi_escape 0x10, " #fp ", 5, " #breg ", 0, 0x06, 0x23, 104\n" \
	".cfi_escape 0x10, " #base ", 5, " #breg ", 0, 0x06, 0x23, 112\n"

#if defined(GENERATOR_SWITCH_X86_64_H)
#define START	CFI(0x76, 16, 6, 3) GEN_SWITCH_LANDING "\n" \
	"call	*%rbx\n" \
	"ud2\n"
#elif defined(GENERATOR_SWITCH_AARCH64_H)
#define START	CFI(0x8d, 30, 29, 19) GEN_SWITCH_LANDING "\n" \
	"blr	x19\n" \
	"brk	1\n"
#elif defined(GENERATOR_SWITCH_RISCV64_H)
#define START	CFI(0x78, 1, 8, 9) GEN_SWITCH_LANDING "\n" \
	"jalr	s1\n" \
	"ebreak\n"
#endif

#ifdef __APPLE__ /* Mach-O */
#define BEGIN	".private_extern _gen_start\n" \
	"_gen_start:\n"
#define END	""
#else
#define BEGIN	".globl	gen_start\n" \
	".hidden gen_start\n" \
	".type	gen_start, %function\n" \
	"gen_start:\n"
#define END	".size	gen_start, . - gen_start\n"
#endif

void gen_start(void);
__asm__(".text\n"
	".balign	4\n"
	BEGIN
	".cfi_startproc\n"
	START
	".cfi_endproc\n"
	END);
/* clang-format on */

/*
 * A shadow stack remembers the return addresses of all calls in their order,
 * and ends the program when a return finds another.  Our generators call on
 * one side and return on the other, in any order.  Both instructions do nothing
 * on CPUs that do not know them.
 */
bool gen_switch_shadowed(void)
{
#if defined(GENERATOR_SWITCH_X86_64_H)
	void *shadow = NULL;

	__asm__("rdsspq	%0" : "+r"(shadow));
	return shadow != NULL;
#elif defined(GENERATOR_SWITCH_AARCH64_H)
	register long features __asm__("x16") = 1; /* bit 0: GCS */

	__asm__("hint	#40" : "+r"(features)); /* chkfeat: 0 if it is on */
	return !(features & 1);
#else
	return false;
#endif
}

void gen_switch_start(struct gen *g, struct stack *stack)
{
	void **top = (void **)((uintptr_t)stack & ~(uintptr_t)15);

	*--top = NULL;
	*--top = g;
	/* Stack pointer, address, frame pointer, base: ours; nobody's. */
	gen_stackful(g)->context = (struct gen_context){
		top,  (void *)(uintptr_t)gen_start,
		top,  (void *)(uintptr_t)gen_main,
		NULL, NULL,
		NULL, NULL,
	};
}

#else

/* makecontext() passes ints: a pointer needs two. */
static void start(unsigned high, unsigned low)
{
	gen_main((struct gen *)((uintptr_t)high << 16 << 16 | low));
}

/* The C library's functions exchange shadow stacks, too. */
bool gen_switch_shadowed(void)
{
	return false;
}

/* The generator's ucontext_t lies at the top of its own stack. */
void gen_switch_start(struct gen *g, struct stack *stack)
{
	uintptr_t top = (uintptr_t)stack - sizeof(ucontext_t);
	ucontext_t *self = (ucontext_t *)(top & ~(uintptr_t)63);

	getcontext(self);
	self->uc_stack.ss_sp = stack->bottom;
	self->uc_stack.ss_size = (size_t)((char *)self - stack->bottom);
	self->uc_link = NULL;
	makecontext(self, (void (*)(void))start, 2,
		    (unsigned)((uintptr_t)g >> 16 >> 16),
		    (unsigned)(uintptr_t)g);
	gen_stackful(g)->context = (struct gen_context){ .self = self };
}

#endif
