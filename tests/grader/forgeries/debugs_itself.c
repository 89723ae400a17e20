/* SPDX-License-Identifier: MIT */
/*
 * debugs_itself.c - traces the process, and asks for privileges.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <unistd.h>

struct gen *fibonacci(void)
{
	ptrace(PTRACE_ATTACH, getppid(), 0, 0);
	if (unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0)
		mount("none", "/tmp", "tmpfs", 0, NULL);
	if (setuid(0) == 0)
		execl("/bin/sh", "sh", "-c", "touch /tmp/lazy-c-forged", NULL);
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
