/* SPDX-License-Identifier: MIT */
/*
 * switch.c - the first entry of a stack, for each switch of generator/switch/.
 *
 * Compiled without sanitizers: finish() is entered and never left, and would
 * leave an entry on ThreadSanitizer's shadow stack each time.
 */
/* So that finish() takes 16 bytes less, which is much of a small stack. */
#define GEN_SWITCH_KEEPS_RBX
#include "gen_impl.h"

#include <stdint.h>

/* The body has returned: leave its stack for good.  Deferred calls are made on
 * the stack whose data they clean up. */
static _Noreturn void finish(struct gen *g, const void *result)
{
	struct stackful *s = gen_stackful(g);

	gen_notes_run(&s->deferred);
	if (!g->code)
		g->word = result;
	g->at = GEN_AT_END;
	gen_hook_last(g);
	gen_switch_out(g, NULL);
	__builtin_unreachable();
}

#ifndef GENERATOR_SWITCH_UCONTEXT_H

typedef void finish_fn(struct gen *g, const void *result);

/* The first function on a new stack.  Returns what to call in the end: link
 * time optimisation does not look into assembly for names. */
static finish_fn *begin(struct gen *g)
{
	gen_hook_started(g);
	return finish;
}

/*
 * gen_start - where the first gen_switch_in() lands, with the stack pointer at
 * the top of the stack, aligned to 16 bytes, and g in the register of the first
 * argument.  It calls begin(), whose address is in the context's word for the
 * base register; the body; and what begin() returned, finish().
 *
 * It calls the body by a jump, with the return address where a call would have
 * put it.  CPUs remember calls, and guess that a return goes to the last one.
 * The body yields before it returns: what it would have left there would be
 * taken for the address of each function that now returns to the consumer.  In
 * the end the body's return takes away one of the consumer's; the call of
 * finish(), which does not return, fills the gap.
 *
 * The rest is for unwinders.  They take gen_start for a frame whose caller is
 * whoever resumed g, so gdb, backtrace() and perf walk from inside a generator
 * on to main, and always by way of the present resumer.  It continues where the
 * second half of g's context says; and that ends with its frame pointer and
 * its address, as the record does by which a frame without tables is known.
 * gen_start's frame pointer is the one of that record: those who follow frame
 * pointers need nothing else.
 *
 *	g -> | gen | context: self | sp | base | fp | ip |
 *	                         frame pointer --^       ^-- RISC-V's
 *
 * To others the CFI says the same.  .cfi_signal_frame keeps gdb from rejecting
 * a caller that lies on a lower address.  The expressions, in DWARF: bregN, the
 * opcode for the frame pointer, and an offset; for the CFA also DW_OP_deref.
 * CFI() takes that opcode, the four offsets, and DWARF's numbers of three
 * registers.
 */
/* clang-format off */
#define CFI(breg, sp, at_base, at_fp, at_ip, base, fp, ip) \
	".cfi_signal_frame\n" \
	".cfi_escape 0x0f, 3, " #breg ", " #sp ", 0x06\n" \
	".cfi_escape 0x10, " #base ", 2, " #breg ", " #at_base "\n" \
	".cfi_escape 0x10, " #fp ", 2, " #breg ", " #at_fp "\n" \
	".cfi_escape 0x10, " #ip ", 2, " #breg ", " #at_ip "\n"

_Static_assert(offsetof(struct stackful, body) == 120 &&
	       offsetof(struct stackful, args) == 128, "START knows them");

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

/* Offsets in SLEB128, one byte: 0x60 is -32, 0x70 is -16. */
#if defined(GENERATOR_SWITCH_X86_64_H)
enum { RECORD = 16 };
#define START	CFI(0x76, 0x70, 0x78, 0x00, 0x08, 3, 6, 16) \
	GEN_SWITCH_LANDING "\n" \
	"movq	%rdi, %rbx\n" \
	"call	*64(%rdi)\n" \
	"movq	%rax, %r12\n" \
	"movq	%rbx, %rdi\n" \
	"movq	128(%rdi), %rsi\n" \
	"leaq	1f(%rip), %rcx\n" \
	"pushq	%rcx\n" \
	"jmp	*120(%rdi)\n" \
	"1:	movq	%rbx, %rdi\n" \
	"movq	%rax, %rsi\n" \
	"call	*%r12\n" \
	"ud2\n"
#elif defined(GENERATOR_SWITCH_AARCH64_H)
enum { RECORD = 16 };
#define START	CFI(0x8d, 0x70, 0x78, 0x00, 0x08, 19, 29, 30) \
	GEN_SWITCH_LANDING "\n" \
	"mov	x19, x0\n" \
	"ldr	x16, [x0, #64]\n" \
	"blr	x16\n" \
	"mov	x20, x0\n" \
	"mov	x0, x19\n" \
	"ldr	x1, [x19, #128]\n" \
	"ldr	x16, [x19, #120]\n" \
	"adr	x30, 1f\n" \
	"br	x16\n" \
	"1:	mov	x1, x0\n" \
	"mov	x0, x19\n" \
	"blr	x20\n" \
	"brk	1\n"
#elif defined(GENERATOR_SWITCH_RISCV64_H)
enum { RECORD = 32 };
#define START	CFI(0x78, 0x60, 0x68, 0x70, 0x78, 9, 8, 1) \
	GEN_SWITCH_LANDING "\n" \
	"mv	s1, a0\n" \
	"ld	t1, 64(a0)\n" \
	"jalr	t1\n" \
	"mv	s2, a0\n" \
	"mv	a0, s1\n" \
	"ld	a1, 128(s1)\n" \
	"ld	t1, 120(s1)\n" \
	"lla	ra, 1f\n" \
	"jr	t1\n" \
	"1:	mv	a1, a0\n" \
	"mv	a0, s1\n" \
	"jalr	s2\n" \
	"ebreak\n"
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
	struct gen_context *context = &gen_stackful(g)->context;
	void **top = (void **)((uintptr_t)stack & ~(uintptr_t)15);

	/* Valgrind knows neither way out: a return to nowhere stops it. */
	*--top = NULL;
	*--top = NULL;
	/* Stack pointer, base, frame pointer, address: ours; nobody's. */
	*context = (struct gen_context){
		top,
		(void *)(uintptr_t)begin,
		(char *)context + sizeof *context / 2 + RECORD,
		(void *)(uintptr_t)gen_start,
		NULL,
		NULL,
		NULL,
		NULL,
	};
}

#else

/* makecontext() passes ints: a pointer needs two. */
static void start(unsigned high, unsigned low)
{
	struct gen *g = (struct gen *)((uintptr_t)high << 16 << 16 | low);
	struct stackful *s = gen_stackful(g);

	gen_hook_started(g);
	finish(g, s->body(g, s->args));
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
