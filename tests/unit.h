/* SPDX-License-Identifier: MIT */
/*
 * unit.h - what every unit test needs: cmocka, and some knowledge of where
 * it runs.
 *
 * A failed assertion of cmocka leaves by longjmp, so assertions stand only in
 * the test functions, on the main stack.  What runs on the stack of a
 * generator writes down what it sees, and the test looks at it afterwards.
 */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#if defined(__SANITIZE_THREAD__)
#define THREAD_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define THREAD_SANITIZED 1
#endif
#endif
#ifndef THREAD_SANITIZED
#define THREAD_SANITIZED 0
#endif

/* Under Valgrind the loader is told to preload its part of the tool. */
static inline bool on_valgrind(void)
{
	const char *preload = getenv("LD_PRELOAD");

	return preload && strstr(preload, "/vgpreload_");
}

/* How many generators with a stack may live at once here, if a test would
 * like this many: memcheck and TSan pay for each of them on every switch. */
static inline int at_most(int wanted)
{
	int most = THREAD_SANITIZED ? 200 : on_valgrind() ? 50 : wanted;

	return most < wanted ? most : wanted;
}

/* With a tool between the program and its memory, some tests mean nothing. */
static inline void skip_with_tools(void)
{
	if (SANITIZED || on_valgrind())
		skip();
}

/* swapcontext(3) gives each stack a signal mask and a floating-point
 * environment of its own, where other switches share those of the thread. */
#define SWITCH_SHARES_THE_THREAD (strcmp(GEN_SWITCH, "ucontext") != 0)

/*
 * outcome_of - what becomes of a child process that calls fn(arg).
 *
 * Returns    its exit status, which is what fn returns; or minus the signal
 *            that ended it.
 */
static inline int outcome_of(int (*fn)(void *arg), void *arg)
{
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (!child) {
		signal(SIGSEGV, SIG_DFL); /* cmocka's would print */
		signal(SIGABRT, SIG_DFL);
		signal(SIGBUS, SIG_DFL);
		signal(SIGILL, SIG_DFL);
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		_exit(fn(arg));
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return 98;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/* musl has none. */
#if __has_include(<execinfo.h>)
#include <execinfo.h>
#define HAS_BACKTRACE true
#else
#define HAS_BACKTRACE false
static inline int backtrace(void **frames, int most)
{
	(void)frames;
	(void)most;
	return 0;
}
#endif

/* How many entries a folder has: /proc/self/fd, /proc/self/task. */
static inline int entries_in(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count;
}

#define RUN(tests) cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL)

#endif
