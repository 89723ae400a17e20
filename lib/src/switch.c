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

#if !defined(GEN_SWITCH_UCONTEXT) && defined(GENERATOR_SWITCH_X86_64_H)

/*
 * gen_start - where the first gen_switch_in() lands: rdi is g, rbx gen_main, rsp
 * the top of the stack, aligned to 16 bytes, where g is written down:
 *
 *	rsp -> | g | 0 |
 *
 * The rest is for unwinders.  They take gen_start for a frame whose caller is
 * whoever resumed g: its stack pointer, address, rbp and rbx are in g's
 * context, at GEN_CONTEXT + 32 and up, and g is where rbp points.  So gdb,
 * backtrace() and perf walk from inside a generator on to main, and always to
 * the present resumer.  .cfi_signal_frame keeps gdb from rejecting a caller
 * that lies on a lower address.  The expressions, in DWARF: DW_OP_breg6 0,
 * DW_OP_deref (that is g), DW_OP_plus_uconst n, for the CFA DW_OP_deref.
 */
/* clang-format off */
_Static_assert(GEN_CONTEXT + 32 == 88, "the offsets below");
void gen_start(void);
__asm__(".text\n"
	".globl	gen_start\n"
	".hidden gen_start\n"
	".type	gen_start, @function\n"
	"gen_start:\n"
	".cfi_startproc\n"
	".cfi_signal_frame\n"
	".cfi_escape 0x0f, 6, 0x76, 0, 0x06, 0x23, 88, 0x06\n"
	".cfi_escape 0x10, 16, 5, 0x76, 0, 0x06, 0x23, 96\n"
	".cfi_escape 0x10, 6, 5, 0x76, 0, 0x06, 0x23, 104\n"
	".cfi_escape 0x10, 3, 5, 0x76, 0, 0x06, 0x23, 112\n"
	GEN_SWITCH_LANDING "\n"
	"movq	%rsp, %rbp\n"
	"call	*%rbx\n"
	"ud2\n"
	".cfi_endproc\n"
	".size	gen_start, . - gen_start\n");
/* clang-format on */

void gen_switch_start(struct gen *g, struct stack *stack)
{
	void **top = (void **)((uintptr_t)stack & ~(uintptr_t)15);

	*--top = NULL;
	*--top = g;
	gen_stackful(g)->context = (struct gen_context){
		.sp = top,
		.ip = (void *)(uintptr_t)gen_start,
		.bp = top,
		.bx = (void *)(uintptr_t)gen_main,
	};
}

#else

/* makecontext() passes ints: a pointer needs two. */
static void start(unsigned high, unsigned low)
{
	gen_main((struct gen *)((uintptr_t)high << 16 << 16 | low));
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
