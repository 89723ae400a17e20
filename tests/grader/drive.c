/* SPDX-License-Identifier: MIT */
/*
 * drive.c - main() of the program that is judged.
 *
 *	PROGRAM seed=N NAME=VALUE...
 *
 * What it has to say goes to descriptor 3, a line each, to be read by the judge:
 *
 *	> text     output
 *	. text     an event of the ledger
 *	@ 1f3a 20  where in the program what follows was caused; who called it
 *	= fact N   a fact about the run
 *	~ text     who resumes whom (swimming.c)
 *
 * Facts come last, each of them once.  The last one is "= done 1": a program that
 * is left in any other way than through the end of main() does not say it.  The
 * parameter fail=K makes the K-th allocation fail.
 */
#include "drive.h"
#include "heap.h"

#include <err.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

enum { TRACE = 3, DESCRIPTORS = 256, LEAKS = 3, FRAMES = 48 };

extern char __executable_start[], etext[]; /* from the linker */

static char **parameters;
static uint64_t random_state;
static int open_at_start;

/* ---- What it says ---- */

/* What crashes in here, printing what it was lent, has its last words to say. */
static struct {
	pthread_mutex_t lock;
	size_t len;
	char text[1 << 16];
} said = { .lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP };

static void flush(void)
{
	size_t done = 0;
	ssize_t n;

	while (done < said.len &&
	       (n = write(TRACE, said.text + done, said.len - done)) > 0)
		done += (size_t)n;
	said.len = 0;
}

/* One line; a longer one than a screen is cut. */
static void line(char kind, const char *format, va_list args)
{
	char *start;
	int len;

	pthread_mutex_lock(&said.lock);
	if (said.len + 512 > sizeof said.text)
		flush();
	start = said.text + said.len;
	*start++ = kind;
	*start++ = ' ';
	len = vsnprintf(start, 500, format, args);
	for (int i = 0; i < len && i < 499; i++)
		if (start[i] == '\n')
			start[i] = ' ';
	said.len += 2 + (size_t)(len < 499 ? len : 499);
	said.text[said.len++] = '\n';
	pthread_mutex_unlock(&said.lock);
}

void drive_say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	line('>', format, args);
	va_end(args);
}

void drive_near(const char *name, double value, double tolerance)
{
	drive_say("%s %.15g (to %g)", name, value, tolerance);
}

void drive_bytes(const char *what, const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;
	uint32_t sum = 0;
	char text[200];
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		sum = sum * 31 + byte[i];
		if (i >= 40)
			continue;
		if (byte[i] >= ' ' && byte[i] < 127)
			text[n++] = (char)byte[i];
		else
			n += (size_t)snprintf(text + n, 5, "\\x%02x", byte[i]);
	}
	text[n] = 0;
	if (len <= 40)
		drive_say("%s %zu: %s", what, len, text);
	else
		drive_say("%s %zu: %s... (sum %08x)", what, len, text, sum);
}

void drive_event(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	line('.', format, args);
	va_end(args);
}

void drive_trace(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	line('~', format, args);
	va_end(args);
}

static void tell(char kind, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	line(kind, format, args);
	va_end(args);
}

static void fact(const char *name, unsigned long value)
{
	tell('=', "%s %lu", name, value);
}

void drive_place(const void *address)
{
	if (address)
		tell('@', "%zx",
		     (size_t)((const char *)address - __executable_start));
}

void drive_failed(int error)
{
	if (error)
		drive_say("error %d", error);
}

/* ---- What it is told ---- */

const char *drive_word(const char *name)
{
	size_t len = strlen(name);

	for (char **at = parameters; *at; at++)
		if (!strncmp(*at, name, len) && (*at)[len] == '=')
			return *at + len + 1;
	return NULL;
}

long drive_number(const char *name)
{
	const char *word = drive_word(name);

	if (!word)
		errx(1, "this case has no %s", name);
	return strtol(word, NULL, 10);
}

/* splitmix64 */
uint64_t drive_random(void)
{
	uint64_t x = random_state += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

long drive_below(long below)
{
	return (long)(drive_random() % (uint64_t)below);
}

const char *drive_file(const char *name, const void *bytes, size_t size)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ssize_t n = 0;

	for (size_t done = 0; fd >= 0 && n >= 0 && done < size;
	     done += (size_t)n)
		n = write(fd, (const char *)bytes + done, size - done);
	if (fd < 0 || n < 0 || close(fd))
		err(1, "%s", name);
	return name;
}

/* A letter; or, now and then, what a reader of lines may stumble over. */
static char drawn_byte(bool any)
{
	static const char odd[] = { 0, '\r', '\t', (char)0xff };

	if (any && drive_below(4) == 0)
		return odd[drive_below(sizeof odd)];
	return (char)('a' + drive_below(26));
}

const char *drive_lines(const char *name, size_t *size)
{
	long lines = drive_number("n"), longest = drive_number("longest");
	const char *ends = drive_word("ends");
	bool any = drive_word("bytes") && drive_word("bytes")[0] == 'a';
	char *text = drive_alloc((size_t)(lines * (longest + 2)) + 1);
	char *at = text;

	for (long n = 0; n < lines; n++) {
		for (long left = drive_below(longest + 1); left; left--)
			*at++ = drawn_byte(any);
		if (ends[0] == 'c' || (ends[0] == 'b' && n % 2))
			*at++ = '\r';
		if (ends[0] != 'o' || n < lines - 1)
			*at++ = '\n';
	}
	*size = (size_t)(at - text);
	return drive_file(name, text, *size);
}

int drive_open_files(void)
{
	int count = 0;

	for (int fd = 0; fd < DESCRIPTORS; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count - open_at_start;
}

size_t drive_live(void)
{
	return heap.live;
}

/* ---- Where it is ---- */

/* Places in this program, the innermost first. */
struct places {
	char text[FRAMES * 18 + 1];
	size_t len;
	int count;
};

/* What is not of this program, such as the C library, has no line. */
static void add_place(struct places *places, uintptr_t address)
{
	uintptr_t start = (uintptr_t)__executable_start;

	if (address < start || address > (uintptr_t)etext)
		return;
	places->len += (size_t)snprintf(places->text + places->len, 18, "%s%zx",
					places->len ? " " : "",
					(size_t)(address - start));
	places->count++;
}

static _Unwind_Reason_Code outwards(struct _Unwind_Context *context, void *arg)
{
	struct places *places = arg;

	add_place(places, _Unwind_GetIP(context));
	return places->count < FRAMES ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static void tell_places(const struct places *places)
{
	if (places->count)
		tell('@', "%s", places->text);
}

/* Where the allocation came from that failed. */
static struct places failing;

void heap_fails(void)
{
	_Unwind_Backtrace(outwards, &failing);
}

/* ---- From begin to end ---- */

/* A signal's own stack, since that of a generator may be what is used up. */
static char alarm_stack[1 << 16];

/* Where it was: a place is one behind what caused it, as a return address is. */
static uintptr_t cause_in(const ucontext_t *at)
{
	uintptr_t cause = 0;

#if defined(__x86_64__)
	cause = (uintptr_t)at->uc_mcontext.gregs[REG_RIP] + 1;
	if (cause == 1) /* NULL was called, which has not pushed anything yet */
		cause = *(uintptr_t *)at->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
	cause = (uintptr_t)at->uc_mcontext.pc + 1;
	if (cause == 1)
		cause = (uintptr_t)at->uc_mcontext.regs[30];
#else
	(void)at;
#endif
	return cause;
}

/* Was the address that it did not have a bit beyond the end of its stack? */
static bool is_deep(const siginfo_t *info, const ucontext_t *at)
{
	uintptr_t address = (uintptr_t)info->si_addr, stack = 0;

#if defined(__x86_64__)
	stack = (uintptr_t)at->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
	stack = (uintptr_t)at->uc_mcontext.sp;
#else
	(void)at;
#endif
	return info->si_signo == SIGSEGV && address - stack + 0x10000 < 0x11000;
}

/* It crashed, or has used up its time.  What it was doing may be a call of a
 * library's: all that called it are told, and the student's own line is among
 * them. */
static void interrupted(int signal, siginfo_t *info, void *context)
{
	static struct places places;

	add_place(&places, cause_in(context));
	_Unwind_Backtrace(outwards, &places);
	tell_places(&places);
	fact("signal", (unsigned long)signal);
	fact("misused", heap.misused);
	fact("deep", is_deep(info, context));
	tell_places(&failing);
	fact("calls", (unsigned long)heap.calls);
	flush();
	_exit(1);
}

static void catch_signals(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS,  SIGFPE,
				       SIGILL,  SIGABRT, SIGXCPU };
	struct sigaction act = { .sa_sigaction = interrupted,
				 .sa_flags = SA_SIGINFO | SA_ONSTACK };
	stack_t stack = { .ss_sp = alarm_stack, .ss_size = sizeof alarm_stack };

	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &act, NULL);
}

int main(int argc, char **argv)
{
	static char out[BUFSIZ];

	(void)argc;
	parameters = argv + 1;
	random_state = (uint64_t)drive_number("seed");
	/* Else printf() in a student's function would count as memory. */
	setvbuf(stdout, out, _IOLBF, sizeof out);
	catch_signals();
	open_at_start = drive_open_files();

	heap.fail_at = drive_word("fail") ? drive_number("fail") : 0;
	heap.on = true;
	drive();
	heap.on = false;
	heap_end();

	tell_places(&failing);
	fact("calls", (unsigned long)heap.calls);
	fact("peak", heap.peak);
	fact("live", heap.live);
	for (size_t n = 0; n < LEAKS && heap_leaked(n); n++)
		drive_place(heap_leaked(n));
	fact("blocks", heap.blocks);
	fact("files", (unsigned long)drive_open_files());
	fact("resumes", gen_resumes());
	fact("done", 1);
	flush();
	return 0;
}
