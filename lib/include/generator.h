/* SPDX-License-Identifier: MIT */
/*
 * generator.h - generators for C: functions that yield.
 *
 * A generator is a function that stops in the middle, lends an item to
 * whoever asked for it, and goes on from there when asked again:
 *
 *	struct count_up_to { int max; };
 *
 *	static const void *count_up_to(struct gen *self, void *args)
 *	{
 *		const struct count_up_to *my = args;
 *
 *		for (int count = 1; count <= my->max; count++)
 *			if (!gen_yield(self, &count))
 *				return NULL;
 *		return "Completed!";
 *	}
 *
 *	GEN_AUTO struct gen *g = gen_call(count_up_to, .max = 3);
 *
 *	gen_each (const int *, count, g)
 *		printf("%d\n", *count);
 *	printf("%s\n", (const char *)gen_result(g));
 *
 * There are two kinds, with one protocol, the one of Python (PEP 255, 342,
 * 380, 479), so that everything below that takes a struct gen takes both:
 *
 *   stackful   has a stack of its own.  Any C function can be its body, and
 *              can yield from any depth of calls.  This header makes them.
 *   stackless  keeps its state in a struct of the caller's, some tens of
 *              bytes; its body is written with three macros and yields only
 *              from its outermost function.  <generator/stackless.h>
 *
 * Rules that hold throughout, beside those of <generator/iter.h>:
 *
 *  - g is a generator as its users see it, self is the same generator as its
 *    body sees it.
 *  - Items, messages, details and results are addresses.  Items and messages
 *    are lent: an item is valid until the generator is next resumed, closed
 *    or freed, a message until the call that sends it returns.  A result and
 *    a detail outlive the body: they must point to something that does, such
 *    as a constant, the generator's arguments, or what gen_keep() returns.
 *  - NULL is accepted for every generator but self: one that could not be
 *    created for lack of memory.  No items, state closed, error ENOMEM.
 *  - An error is a code and a detail.  Codes are errno values, or negative
 *    numbers of the program's own.  The library gives these a meaning:
 *
 *      ECANCELED  GeneratorExit: what gen_close() throws.
 *      ENODATA    StopIteration: what a program throws or raises to say so.
 *      EBUSY      "generator already executing".
 *      EINVAL     "can't send a message to a just-started generator".
 *      EPROTO     "generator ignored ...": the body yielded in answer to
 *                 gen_close(), or did not look at an error before it yielded.
 *      EBADMSG    "generator raised StopIteration": ENODATA that left a body
 *                 (PEP 479); its detail is that of the ENODATA.
 *      ENOTSUP    "iterator has no send": a message for a delegate without.
 *      ENOMEM     no memory; the detail names what could not be had.
 *
 *  - One thread at a time uses a generator and those that it delegates to; it
 *    may move to another thread while it is suspended, and outlive the one that
 *    made it.  What one thread does with it must happen before what the next
 *    does, by a mutex, a join or the like.  Deferred calls are made, and its
 *    stack is kept, in the thread in which it ends.
 *  - While its body runs in one thread it is EBUSY for the others.  But there is
 *    no lock: two that resume it in the same moment corrupt it.  ThreadSanitizer
 *    and helgrind see that.
 *  - After fork() the child has its own copy of each generator.  Those that were
 *    running in other threads stay EBUSY for ever.
 *  - What the program sets for all threads, by gen_on_unraisable() and
 *    gen_stack_default(), it sets before they start.  Threads share a lock only
 *    to map and unmap stacks, and for small ones.
 *  - A generator runs with the errno, the signal mask and the rounding mode of
 *    the thread that resumes it.  (With ucontext: with the mask and the mode it
 *    was made with.)  Compilers take the thread for constant: a body that moves
 *    to another one should look at errno and thread-local variables only in
 *    functions that it calls, not on both sides of a yield.
 *  - A body must be left by return: not by longjmp, not by a C++ exception.  It
 *    may throw what it catches; to yield in a catch block it needs
 *    <generator/exceptions.h>.
 *  - The library never prints, aborts or exits (builds with GEN_DEBUG do, on
 *    misuse and overflowed stacks; GEN_CENSUS: see <generator/stack.h>).
 *  - In C++ there is no gen_call() and no gen_each(): use gen_new(), and
 *    while (auto item = static_cast<const int *>(gen_next(g))).
 */
#ifndef GENERATOR_H
#define GENERATOR_H

/* Version of 2026-11-25, which the man pages bear. */
#define GEN_VERSION "0.2.0"

#include <stdbool.h>
#include <stddef.h>

#include <generator/iter.h>
#include <generator/switch.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GEN_MUST_USE __attribute__((warn_unused_result))
#define GEN_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* With GEN_COUNT the library counts resumptions: see gen_resumes(). */
#ifdef GEN_COUNT
#define GEN_COUNTED
#else
#define GEN_COUNTED static inline
#endif

struct gen;

/*
 * gen_fn - the body of a generator.
 *
 *   self   the generator that runs this body
 *   args   stackful: its own copy of what gen_new() was given, as long-lived
 *          as self; stackless: self again, to be used as the struct around it
 *
 * Returns    the value of "return x" in Python: gen_result(), NULL for None.
 */
typedef const void *gen_fn(struct gen *self, void *args);

/*
 * struct gen - the protocol's part of a generator, stackful or stackless.
 *
 * Written down here because gen_next() and gen_yield() are inlined, which
 * makes them several times faster.  Do not use the fields; a debugger may.
 */
struct gen {
	struct iter iter;  /* every generator is an iterator */
	struct gen *ready; /* who runs next: itself, or the innermost of
	                         * its delegates; NULL: ask the library */
	const void *word;  /* what came in (message, detail), and in the
	                         * end what comes out (result, detail) */
	int at;            /* GEN_AT_*, or the line to resume at */
	int code;          /* the error that came in, or came out */
	gen_fn *body;      /* of a stackless one; NULL: has a stack */
	struct iter *to;   /* delegates to this one (yield from) */
	struct gen *by;    /* is delegated to by this one */
};

enum {
	GEN_AT_START = 0, /* created; greater values: suspended */
	GEN_AT_WORK = -1, /* stackless: it runs for the first time */
	GEN_AT_END = -2,  /* returned, failed or closed */
	GEN_AT_FAULT = -3 /* could not be created: its error stays */
};

/* ---- Creating ---- */

/*
 * gen_new - make a stackful generator.  None of its body runs yet.
 *
 *   body   the function to run
 *   args   copied; size bytes.  May be NULL with size 0.
 *
 * Returns    the generator, in state GEN_CREATED; NULL without memory.
 * Lifetime   until gen_free().  Its stack (64 KiB, below it a page that
 *            nothing can touch; more about both in <generator/stack.h>) goes
 *            back to a pool as soon as the body ends.
 *            A frame larger than that page may reach over it: compile bodies
 *            that have such with -fstack-clash-protection.
 * Errors     none but lack of memory: iter_detail(NULL) names the limit.
 *            A body of NULL, args of NULL with a size, or a program compiled
 *            for another switch than the library, gives a closed generator
 *            with EINVAL; a thread with a shadow stack (Intel's CET, Arm's
 *            GCS) one with ENOTSUP.
 * Cost       one malloc; mmap when the thread's pool has no stack.
 * See        PEP 255, "Specification: Yield"; lesson 11.
 */
static inline struct gen *gen_new(gen_fn *body, const void *args,
				  size_t size) GEN_MUST_USE;

/*
 * gen_call - make a stackful generator, with named arguments.
 *
 *	gen_call(count_up_to, .max = 3)
 *	gen_new(count_up_to, &(struct count_up_to){ .max = 3 },
 *		sizeof(struct count_up_to))
 *
 * The body and the struct of its arguments have the same name.  Name the
 * arguments: those that are not named are 0, and a name that the struct does
 * not have is an error when compiling.  For a body without arguments:
 * gen_new(body, NULL, 0).
 */
#ifndef __cplusplus
#define gen_call(body, ...) \
	gen_new(body, &(struct body){ __VA_ARGS__ }, sizeof(struct body))
#endif

/*
 * gen_free - close a generator and free it.  Does nothing for NULL.
 *
 * A stackless generator is only closed: its memory is the caller's.  A
 * generator that was never resumed runs none of its body.  What it adopted is
 * freed too.  An error while closing cannot be returned: it goes to the hook
 * of gen_on_unraisable(), and the generator is freed all the same.
 *
 * Errors     A running generator cannot be freed, not even by its own body:
 *            the hook is told EBUSY and nothing happens.
 */
void gen_free(struct gen *g);

/*
 * GEN_AUTO - free a generator or iterator when its variable goes out of scope.
 *
 *	GEN_AUTO struct gen *g = gen_call(count_up_to, .max = 3);
 *
 * For variables of type struct gen * and struct iter *.  It acts on every way
 * out: the end of the block, break, return, goto; not longjmp.
 */
#define GEN_AUTO __attribute__((cleanup(gen_auto)))
void gen_auto(void *variable);

/*
 * gen_adopt - let g own child: child is freed when g ends or is freed.
 *
 *	return gen_adopt(gen_call(grep, .up = up), up);
 *
 * If g is NULL or stackless, or there is no memory to note it, both are freed
 * at once (a running g is not).  Several children are freed in the reverse
 * order; children of children by recursion, which takes some hundred bytes of
 * C stack for each level, and less than 1 KiB (with ucontext, 2 KiB): a chain of
 * 100 000 does not fit in 8 MiB.
 *
 * Returns    g, or NULL if it could not be done.
 * See        lesson 18.
 */
struct gen *gen_adopt(struct gen *g, struct iter *child);

/* ---- Resuming ---- */

/*
 * gen_next - run g until it yields or ends.
 *
 * Returns    the item yielded; NULL if there is none: gen_error() is 0 if the
 *            body returned, gen_result() is then what it returned.  A body
 *            that yields NULL (a bare yield) lends &gen_none.
 * Lifetime   the item is valid until g is next resumed, closed or freed.
 * Errors     EBUSY  g is running: g is left as it was.
 *            Any error that its body lets out, once: g is then closed.  A
 *            closed generator has no items and no error.
 * Cost       stackful two stack switches, stackless a call; no allocation, no
 *            system call; the same however deep it delegates.
 * See        PEP 255; lesson 04.
 */
GEN_COUNTED const void *gen_next(struct gen *g);

/*
 * gen_send - as gen_next(), with a message for the body.
 *
 * The gen_yield() in which g is suspended returns true and gen_sent() inside g
 * then answers msg.  NULL as a message is gen_next().
 *
 * Errors     EINVAL  g has not started and msg is not NULL: nobody waits for
 *            it.  g is left as it was and can still be started.
 * See        PEP 342, "New generator method: send(value)"; lesson 13.
 */
GEN_COUNTED const void *gen_send(struct gen *g, const void *msg);

/*
 * gen_throw - as gen_next(), but with an error.
 *
 * The gen_yield() in which g is suspended returns false.  The body may take
 * the error with gen_catch() and go on, or return: then the error comes out
 * again here, and g is closed.
 *
 *   code     an errno value or a negative number
 *   detail   what comes with it, or NULL; outlives the body
 *
 * Returns    the item that the body yielded in answer; NULL if there is none.
 * Errors     code  g has not started (none of its body runs; it is closed), is
 *                  closed, or did not take the error.  One that could not be
 *                  created keeps its own error.
 *            EPROTO  the body yielded without having taken the error: g is
 *                  suspended there and can go on.
 *            EBADMSG code is ENODATA and the body did not take it.
 *            EINVAL  code is 0: nothing is thrown.
 *            EBUSY   g is running; g is left as it was.
 * See        PEP 342, "New generator method: throw(...)"; lesson 15.
 */
const void *gen_throw(struct gen *g, int code);
const void *gen_throw_with(struct gen *g, int code, const void *detail);

/*
 * gen_close - tell g to end.
 *
 * The gen_yield() in which g is suspended returns false; the body cleans up
 * and returns.  If g delegates, the delegate is closed first.  A generator
 * that has not started runs none of its body.  Closing again does nothing.
 *
 * Returns    0, or an error.  If the body took ECANCELED with gen_catch(),
 *            gen_result() is what it returned.
 * Errors     EPROTO  the body yielded in answer.  The item is lost, g is
 *                  suspended at that yield and can be resumed or closed again.
 *            EBUSY   g is running: nothing happens.
 *            Any other error that the body raised while it cleaned up: g is
 *            closed.
 * See        PEP 342, "New generator method: close()"; lesson 16.
 */
int gen_close(struct gen *g);

/*
 * gen_each - a loop over the items of a generator or iterator.
 *
 *	gen_each (const int *, count, g)
 *	for (const int *count; (count = gen_next(g)) != NULL; )
 *
 * g is evaluated before each item.  break, continue and return do what they
 * do in any loop; they leave g suspended and its owner frees it.  After the
 * loop, gen_error() or iter_error() tells an end from a failure.
 */
#ifndef __cplusplus
/* clang-format off */
#define gen_each(type, var, g) \
	for (type var; ((var) = _Generic((g), \
		struct gen *: gen_next, struct iter *: iter_next)(g)) != NULL; )
/* clang-format on */
#endif

/* ---- Asking ---- */

/* gen_error - why the last resumption gave no item: 0 if it gave one or the
 * body returned, else the error's code.  EBUSY while g is running. */
int gen_error(const struct gen *g);

/* gen_detail - what came with that error; for errors of the library's own, a
 * text.  While g is running it is for its body: what came with the error that
 * gen_catch() took. */
const void *gen_detail(const struct gen *g);

/*
 * gen_result - what the body returned: StopIteration.value.
 *
 * Returns    the body's return value after the resumption that ended it; NULL
 *            before, and again after any later one (it is delivered once).
 * See        PEP 380, "Enhancements to StopIteration"; lesson 12.
 */
const void *gen_result(const struct gen *g);

/* gen_state - where g is in its life.  See inspect.getgeneratorstate().  For a
 * member of a chain of delegation it takes a walk up the chain. */
enum gen_state {
	GEN_CREATED,   /* not resumed yet */
	GEN_RUNNING,   /* its body, or one it delegates to, runs */
	GEN_SUSPENDED, /* waits in a yield */
	GEN_CLOSED     /* returned, failed or closed; also NULL */
};
enum gen_state gen_state(const struct gen *g);

/* gen_delegate - what g, suspended, delegates to by gen_yield_from(); else
 * NULL.  See the gi_yieldfrom attribute in Python. */
struct iter *gen_delegate(const struct gen *g);

/* gen_iter - a generator as the iterator that it is.  NULL for NULL. */
static inline struct iter *gen_iter(struct gen *g);

/* iter_gen - an iterator as the generator that it is; NULL if it is none. */
struct gen *iter_gen(struct iter *it);

/* gen_none - the item that a bare yield lends, so that an item of no value
 * and no item differ.  Only its address matters. */
extern const char gen_none;

/* ---- Inside a body ---- */

/*
 * gen_yield - lend an item to whoever resumed self, and wait.
 *
 *   item   NULL for a bare yield
 *
 * Returns    true when resumed by gen_next() or gen_send(): gen_sent() answers
 *            what was sent.  false when it is time to leave: an error was
 *            thrown in, or self is being closed.  Clean up and return; or take
 *            the error with gen_catch(), and go on.
 * Errors     must be called by the running body of self, on its stack; from
 *            any depth of calls, but not for another generator.
 * See        PEP 255, PEP 342; lesson 11.
 */
static inline bool gen_yield(struct gen *self, const void *item) GEN_MUST_USE;

/*
 * gen_yield_from - yield every item of another iterator, from here on.
 *
 * While self delegates, whoever resumes self resumes it directly: messages
 * and errors go to it, closing self closes it first.  When it returns, self
 * goes on, and gen_sent() is what it returned.  An iterator that is not a
 * generator is asked for its items; ENOTSUP is raised here if it is sent a
 * message and cannot take one.
 *
 *   it     borrowed: free it afterwards, or adopt it before
 *
 * Returns    true when it has come to its end.  false when an error came out
 *            of it (also: it is running, EBUSY; it is NULL, ENOMEM), or one
 *            was thrown into self that it could not take, or self is being
 *            closed.  As after gen_yield().
 * Cost       per item nothing, at any depth: the innermost is resumed
 *            directly, as long as none of them is resumed from elsewhere.
 * See        PEP 380; lesson 19.
 */
bool gen_yield_from(struct gen *self, struct iter *it) GEN_MUST_USE;

/* gen_sent - the value of a yield that returned true: the message sent with
 * this resumption, or what the delegate of gen_yield_from() returned.  NULL: no
 * message (gen_next()), no result. */
static inline const void *gen_sent(const struct gen *self);

/*
 * gen_catch - take the error that made gen_yield() return false.
 *
 *	if (!gen_yield(self, &count)) {
 *		int code = gen_catch(self);
 *
 *		if (code != EINVAL)
 *			return gen_raise_with(self, code, gen_detail(self));
 *		count = 0;
 *	}
 *
 * Returns    its code, and it is no longer pending: the body may go on, and
 *            gen_detail(self) is what came with it until the next yield.  0
 *            if none is pending.  ECANCELED: self is being closed; take it or
 *            not, but do not yield again.
 * See        except, in Python; lesson 15.
 */
static inline int gen_catch(struct gen *self);

/*
 * gen_raise - end the body with an error: return gen_raise(self, EIO);
 *
 * It takes the place of a pending error.  A code of 0 changes nothing, so that
 * what another iterator says can be passed on unlooked at.  The body must then
 * return, without another yield.
 *
 * Returns    NULL, for the body to return.
 */
static inline const void *gen_raise(struct gen *self, int code);
static inline const void *gen_raise_with(struct gen *self, int code,
					 const void *detail);

/*
 * gen_defer - call fn(arg) when the body has ended, however it ends.
 *
 *	FILE *file = gen_defer(self, close_file, fopen(path, "r"));
 *
 *	if (!file)
 *		return gen_raise(self, errno);
 *
 * For stackful generators.  Deferred calls are made in the reverse order, on
 * return, error, close and free.  They must not yield.  With an arg of NULL
 * nothing is noted.
 *
 * Returns    arg; NULL if arg is NULL, or if it could not be noted (no memory,
 *            self is stackless): fn(arg) has then been called, and errno is
 *            ENOMEM.
 */
void *gen_defer(struct gen *self, void (*fn)(void *arg), void *arg);

/*
 * gen_keep - copy a value to where it outlives the body.
 *
 *	return gen_keep(self, &mean, sizeof mean);
 *
 * For results and details made from locals.  There is room for one value of at
 * most GEN_KEEP bytes; it lives as long as the (stackful) generator.
 *
 * Returns    the address of the copy; NULL if size is greater, or self is
 *            stackless (it can keep the value in its own struct).
 */
#define GEN_KEEP 64
const void *gen_keep(struct gen *self, const void *value, size_t size);

/* ---- For the whole program ---- */

/*
 * gen_on_unraisable - set the function that is told of errors that nobody can
 * be returned: those of closing a generator that is being freed.
 *
 * NULL, the default, drops them.  g is valid only during the call, and freeing
 * it there does nothing; it is NULL for an iterator that is no generator.  Set
 * the hook before threads use the library.  See sys.unraisablehook.
 */
typedef void gen_hook(struct gen *g, int code, const void *detail);
void gen_on_unraisable(gen_hook *hook);

/*
 * gen_resumes - how many times generators were resumed in this thread.
 *
 * Counts every gen_throw(), and gen_next() and gen_send() in files compiled
 * with GEN_COUNT defined: there they are functions of the library, so that
 * profilers see their calls too.  Lesson 09.
 */
unsigned long gen_resumes(void);

/* ---- Nothing to rely on below ---- */

extern const struct iter_ops gen_ops;

struct gen *gen_create(gen_fn *body, const void *args, size_t size,
		       size_t stack, const char *gen_switch);
const void *gen_resume(struct gen *g, const void *msg);
const void *gen_settle(struct gen *g);
void gen_check(struct gen *self);
void gen_watch(void);

/* Sanitizers keep a picture of the stack and must be told of each switch. */
void gen_hook_in(struct gen *g, void **mine);
void gen_hook_back(struct gen *g, void *mine);
void gen_hook_out(struct gen *self);
void gen_hook_woken(struct gen *self);

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GEN_HOOKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define GEN_HOOKS 1
#endif
#endif
#ifndef GEN_HOOKS
#define GEN_HOOKS 0
#endif

static inline const void *gen_enter(struct gen *g)
{
	const void *item;
	void *mine = NULL;

#ifdef GEN_DEBUG
	gen_watch();
#endif
	if (GEN_HOOKS)
		gen_hook_in(g, &mine);
	item = gen_switch_in(g);
	if (GEN_HOOKS)
		gen_hook_back(g, mine);
	return item;
}

/* The common case, here, is a generator that does not delegate: the compiler
 * then knows that who runs is g, and keeps g in a register. */
static inline const void *gen_send_inline(struct gen *g, const void *msg)
{
	const void *item;

	if (GEN_UNLIKELY(!g || g->ready != g))
		return gen_resume(g, msg);
	g->ready = NULL;
	g->word = msg;
	item = g->body ? g->body(g, g) : gen_enter(g);
	if (GEN_UNLIKELY(!item))
		return gen_settle(g);
	g->ready = g;
	return item;
}

#ifndef GEN_COUNT
static inline const void *gen_next(struct gen *g)
{
	return gen_send_inline(g, NULL);
}

static inline const void *gen_send(struct gen *g, const void *msg)
{
	return gen_send_inline(g, msg);
}
#endif

static inline bool gen_yield(struct gen *self, const void *item)
{
#ifdef GEN_DEBUG
	gen_check(self);
#endif
	if (GEN_HOOKS)
		gen_hook_out(self);
	gen_switch_out(self, item);
	if (GEN_HOOKS)
		gen_hook_woken(self);
	return self->code == 0;
}

static inline const void *gen_sent(const struct gen *self)
{
	return self->code ? NULL : self->word;
}

static inline int gen_catch(struct gen *self)
{
	int code = self->code;

	self->code = 0;
	return code;
}

static inline const void *gen_raise_with(struct gen *self, int code,
					 const void *detail)
{
	if (code) {
		self->code = code;
		self->word = detail;
	}
	return NULL;
}

static inline const void *gen_raise(struct gen *self, int code)
{
	return gen_raise_with(self, code, NULL);
}

static inline struct iter *gen_iter(struct gen *g)
{
	return g ? &g->iter : NULL;
}

static inline struct gen *gen_new(gen_fn *body, const void *args, size_t size)
{
	return gen_create(body, args, size, 0, GEN_SWITCH);
}

#ifdef __cplusplus
}
#endif
#endif
