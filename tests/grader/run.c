/* SPDX-License-Identifier: MIT */
/*
 * run.c - run a program, to its end or to its limits.
 *
 * What it has to say comes by three pipes, read as it comes: a program that
 * says too much is stopped, not waited for.  It leads a process group, and
 * whatever it leaves behind is killed and waited for, too.
 */
#include "grader.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TRACE, OUT, TOOL, PIPES };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct rlimit at_most(size_t value)
{
	return (struct rlimit){ value, value };
}

static void set_limits(const struct limits *limits)
{
	struct rlimit none = at_most(0), size = at_most(64u << 20);
	struct rlimit files = at_most(128), memory = at_most(limits->memory);
	/* It is told a second before it is killed. */
	struct rlimit cpu = { (rlim_t)limits->cpu + 1,
			      (rlim_t)limits->cpu + 2 };

	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_FSIZE, &size);
	setrlimit(RLIMIT_NOFILE, &files);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_AS, &memory);
}

static void __attribute__((noreturn))
child(const char *folder, const char *const *argv, const struct limits *limits,
      int pipes[PIPES][2])
{
	char *path = format_text("PATH=%s", tools_path());
	const char *const clean[] = { path, "LC_ALL=C.UTF-8", "HOME=/", NULL };
	static const int as[PIPES] = { 3, STDOUT_FILENO, 4 };
	int high[PIPES];

	setpgid(0, 0);
	/* It may be a path by a descriptor of ours. */
	if (chdir(folder))
		_exit(126);
	for (int i = 0; i < PIPES; i++)
		high[i] = fcntl(pipes[i][1], F_DUPFD, 16);
	dup2(limits->in ? limits->in : open("/dev/null", O_RDONLY),
	     STDIN_FILENO);
	for (int i = 0; i < PIPES; i++)
		dup2(high[i], as[i]);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	close_range(5, ~0u, 0);
	if (limits->jailed || limits->compiler)
		jail_enter(limits->compiler);
	set_limits(limits);
	/* A judge that is killed takes its program with it. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	environ = (char **)clean;
	execvp(argv[0], (char *const *)argv);
	dprintf(STDOUT_FILENO, "%s: %s\n", argv[0], strerror(errno));
	_exit(126);
}

/* Of what is too long, the first and the last half. */
static void keep_ends(struct text *text, size_t most)
{
	static const char cut[] = "\n[...]\n";
	size_t half = most / 2;

	if (text->len <= most)
		return;
	memmove(text->s + half + sizeof cut - 1, text->s + text->len - half,
		half + 1);
	memcpy(text->s + half, cut, sizeof cut - 1);
	text->len = 2 * half + sizeof cut - 1;
}

/* Read what has come by a pipe.  False: it was closed. */
static bool take(int fd, struct text *text)
{
	char some[65536];
	ssize_t n = read(fd, some, sizeof some);

	if (n > 0)
		text_append(text, some, (size_t)n);
	return n > 0;
}

/* What bounds a program is the time of the CPU.  That of the clock is for one
 * that is blocked, and long where more programs run than there are CPUs, so that
 * each has but a part of one.  A student has nothing else to run. */
static double time_for(const struct limits *limits)
{
	return layout.student ? 3 + 2 * limits->cpu : 10 + 4 * limits->cpu;
}

static void listen_to(struct outcome *outcome, pid_t pid, int pipes[PIPES][2],
		      const struct limits *limits)
{
	struct text *texts[PIPES] = { &outcome->trace, &outcome->out,
				      &outcome->tool };
	struct pollfd fds[PIPES];
	double end = now() + time_for(limits);
	bool told = false;
	int open = PIPES;

	for (int i = 0; i < PIPES; i++)
		fds[i] = (struct pollfd){ pipes[i][0], POLLIN, 0 };
	while (open) {
		double left = end - now();

		if (left < 0 && told)
			outcome->ending = SLOW;
		if (outcome->ending != ENDED)
			return;
		if (left < 0) { /* it may say where it is blocked */
			told = kill(-pid, SIGXCPU) == 0;
			end += left = 0.5;
		}
		if (poll(fds, PIPES, (int)(left * 1000) + 1) < 0 &&
		    errno != EINTR)
			return;
		for (int i = 0; i < PIPES; i++) {
			if (fds[i].fd < 0 || !fds[i].revents)
				continue;
			if (!take(fds[i].fd, texts[i])) {
				fds[i].fd = -1;
				open--;
			}
			/* A program may print a lot to itself, but not for
			 * ever: the middle of it is forgotten. */
			if (i != TRACE && texts[i]->len > 2 * limits->said)
				keep_ends(texts[i], limits->said);
			if (i == TRACE && texts[i]->len > limits->said)
				outcome->ending = LOUD;
		}
	}
	if (told)
		outcome->ending = SLOW;
}

static double seconds(const struct rusage *used)
{
	return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) +
	       (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
}

static bool ended_soon(pid_t pid)
{
	siginfo_t info = { 0 };

	for (int i = 0; i < 300 && !info.si_pid; i++) {
		waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT);
		if (!info.si_pid)
			usleep(10000);
	}
	return info.si_pid;
}

static void kill_group(pid_t pid, struct outcome *outcome)
{
	struct rusage used = { 0 };

	/* Its pipes are closed, and so should it be: it may have closed them
	 * and gone on. */
	if (outcome->ending == ENDED && !ended_soon(pid))
		outcome->ending = SLOW;
	kill(-pid, SIGKILL);
	kill(pid, SIGKILL);
	wait4(pid, &outcome->status, 0, &used);
	outcome->cpu = seconds(&used);
	/* Those that it has left to us: we are their next of kin. */
	while (wait4(-pid, NULL, 0, &used) > 0)
		outcome->cpu += seconds(&used);
}

void run(struct outcome *outcome, const char *folder, const char *const *argv,
	 const struct limits *limits)
{
	int pipes[PIPES][2];
	pid_t pid;

	*outcome = (struct outcome){ 0 };
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	for (int i = 0; i < PIPES; i++)
		if (pipe2(pipes[i], O_CLOEXEC))
			err(2, "a pipe");
	fflush(NULL);
	pid = fork();
	if (pid < 0)
		err(2, "a process");
	if (pid == 0)
		child(folder, argv, limits, pipes);
	setpgid(pid, pid);
	for (int i = 0; i < PIPES; i++)
		close(pipes[i][1]);
	listen_to(outcome, pid, pipes, limits);
	kill_group(pid, outcome);
	for (int i = 0; i < PIPES; i++)
		close(pipes[i][0]);
	if (WIFSIGNALED(outcome->status) &&
	    WTERMSIG(outcome->status) == SIGXCPU)
		outcome->ending = SLOW;
	if (outcome->cpu > limits->cpu)
		outcome->ending = SLOW;
	outcome->blocked =
		outcome->ending == SLOW && outcome->cpu < limits->cpu / 2;
	keep_ends(&outcome->out, limits->said);
	text_append(&outcome->trace, "", 0);
	text_append(&outcome->out, "", 0);
	text_append(&outcome->tool, "", 0);
}

void outcome_free(struct outcome *outcome)
{
	text_free(&outcome->trace);
	text_free(&outcome->out);
	text_free(&outcome->tool);
}
