/* SPDX-License-Identifier: MIT */
/*
 * jail.c - where a student's program is locked in.
 *
 * Three walls, each of which the machine may or may not have:
 *
 *  - a user and mount namespace with a file system in memory, in which a program
 *    sees the system's programs, our headers and itself, all of it read-only.
 *    What it writes, 128 MiB in all, is in two folders that are new for each run:
 *    nothing is left for the next, and nothing that it can rename or link is on
 *    a way that the judge goes.  Process numbers of its own, too, and no network.
 *    The compiler runs there as well: it would show what it is made to include;
 *  - a filter of system calls (libseccomp): no processes, no sockets, no
 *    signals for others, no new namespaces.  Filters that list what is allowed
 *    would be tighter, and break with each new C library and under Valgrind;
 *  - no privileges, and none to be gained.
 *
 * The process that judges stays outside of the walls, and is not to be traced or
 * looked into: it has capabilities in its namespace that the program does not
 * have, and knows what the hidden cases are drawn from.
 */
#include "grader.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef GRADER_SECCOMP
#include <seccomp.h>
#endif

static char folder[] = "/tmp/lazy-c-XXXXXX";
static bool walled;  /* the namespaces are there */
static bool filters; /* and so is the filter */

/* What has kept a child of ours out of the jail: said where the judge sees it,
 * and where a program, which has another memory, does not. */
static const char **refusal;

static bool put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool fine = fd >= 0 &&
		    write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return fine;
}

static bool own_namespace(void)
{
	char *users = format_text("%d %d 1", (int)geteuid(), (int)geteuid());
	char *groups = format_text("%d %d 1", (int)getegid(), (int)getegid());
	bool fine;

	/* The files in /proc of a process that is not to be looked into are not
	 * even its own. */
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
	fine = unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
	       put("/proc/self/uid_map", users);
	if (fine) {
		put("/proc/self/setgroups", "deny");
		fine = put("/proc/self/gid_map", groups) &&
		       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	}
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	free(users);
	free(groups);
	return fine;
}

/* A folder, to be read only.  In a namespace of our own, a mount keeps the
 * restrictions that it has outside; how it keeps times of access, it does by
 * itself, where nothing is said of them. */
static bool show_as(const char *path, const char *name)
{
	char *here = format_text("%s/root%s", folder, name);
	struct statvfs fs;
	unsigned long flags = MS_BIND | MS_REMOUNT | MS_RDONLY;
	bool fine = true;

	if (access(path, F_OK) == 0) {
		mkdir(here, 0755);
		fine = mount(path, here, NULL, MS_BIND | MS_REC, NULL) == 0 &&
		       statvfs(path, &fs) == 0;
		if (fine) {
			flags |= fs.f_flag & ST_NOSUID ? MS_NOSUID : 0;
			flags |= fs.f_flag & ST_NODEV ? MS_NODEV : 0;
			flags |= fs.f_flag & ST_NOEXEC ? MS_NOEXEC : 0;
			fine = mount(NULL, here, NULL, flags, NULL) == 0;
		}
	}
	free(here);
	return fine;
}

static bool show(const char *path)
{
	return show_as(path, path);
}

static void make_folder(const char *name)
{
	char *path = format_text("%s/%s", folder, name);

	if (mkdir(path, 0700))
		err(2, "%s", path);
	free(path);
}

/* Folders of others are mounted in it: what is still mounted is not removed. */
static void remove_folder(void)
{
	char *command;

	if (walled && umount2(folder, MNT_DETACH)) {
		warn("%s could not be removed", folder);
		return;
	}
	command = format_text("rm -rf '%s'", folder);
	if (system(command))
		warnx("%s could not be removed", folder);
	free(command);
}

/* Can a child of ours enter? */
static bool can_enter(bool compiler)
{
	int status = 0;
	pid_t pid = fork();

	if (pid < 0)
		err(2, "a process");
	if (pid == 0) {
		jail_enter(compiler);
		_exit(0);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	*refusal = NULL;
	return status == 0;
}

static void make_folders(void)
{
	make_folder("root");
	make_folder("root/work");
	make_folder("root/work/run");
	make_folder("root/tmp"); /* for Valgrind, and the compiler */
	make_folder("root/etc");
	make_folder("reference");
}

/* The file system of our own.  Where it cannot be put up whole, or not be
 * entered, folder is what it was, and nothing is mounted in it. */
static void wall(void)
{
	if (!own_namespace() ||
	    mount("lazy-c", folder, "tmpfs", MS_NOSUID | MS_NODEV,
		  "size=128m,mode=700"))
		return;
	make_folders();
	walled = show("/usr") && show("/lib") && show("/lib64") &&
		 show("/bin") && show("/etc/alternatives") && show("/proc") &&
		 show_as(layout.include, JAIL_INCLUDE) &&
		 show_as(layout.starters, JAIL_STARTERS);
	walled = walled && can_enter(true) && can_enter(false);
	if (!walled && umount2(folder, MNT_DETACH))
		err(2, "%s", folder);
}

const char *jail_make(void)
{
	if (!mkdtemp(folder))
		err(2, "%s", folder);
	refusal = mmap(NULL, sizeof *refusal, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (refusal == MAP_FAILED)
		err(2, "a page");
	wall();
	if (!walled)
		make_folders();
	filters = true;
	filters = can_enter(false);
	atexit(remove_folder);
	return folder;
}

bool jail_holds(const char *path)
{
	char *work = format_text("%s/root/work", folder);
	bool holds = walled && strcmp(path, work) == 0;

	free(work);
	return holds;
}

void jail_fresh(void)
{
	static const char *const places[][2] = {
		{ "root/work/run", "size=96m,mode=700" },
		{ "root/tmp", "size=32m,mode=700" },
	};

	for (size_t i = 0; walled && i < sizeof places / sizeof *places; i++) {
		char *path = format_text("%s/%s", folder, places[i][0]);

		umount2(path, MNT_DETACH); /* that of the run before */
		if (mount("lazy-c", path, "tmpfs", MS_NOSUID | MS_NODEV,
			  places[i][1]))
			err(2, "%s", path);
		free(path);
	}
}

const char *jail_missing(void)
{
	if (!walled)
		return filters ? "user namespaces" :
				 "user namespaces and libseccomp";
	return filters ? NULL : "libseccomp";
}

void jail_kept(void)
{
	if (refusal && *refusal)
		errx(2, "a program could not be locked in: %s", *refusal);
}

/* In a child that cannot go on. */
static void __attribute__((noreturn)) refuse(const char *what)
{
	*refusal = what;
	_exit(125);
}

#ifdef GRADER_SECCOMP
static bool filter(void)
{
	static const int never[] = {
		SCMP_SYS(socket),
		SCMP_SYS(ptrace),
		SCMP_SYS(fork),
		SCMP_SYS(vfork),
		SCMP_SYS(mount),
		SCMP_SYS(umount2),
		SCMP_SYS(unshare),
		SCMP_SYS(setns),
		SCMP_SYS(pivot_root),
		SCMP_SYS(chroot),
		SCMP_SYS(setsid),
		SCMP_SYS(setpgid),
		SCMP_SYS(process_vm_readv),
		SCMP_SYS(process_vm_writev),
		SCMP_SYS(pidfd_open),
		SCMP_SYS(pidfd_send_signal),
		SCMP_SYS(bpf),
		SCMP_SYS(perf_event_open),
		SCMP_SYS(keyctl),
		SCMP_SYS(io_uring_setup),
		SCMP_SYS(userfaultfd),
		/* What reaches other processes, or all of a user's. */
		SCMP_SYS(pidfd_getfd),
		SCMP_SYS(kcmp),
		SCMP_SYS(setpriority),
		SCMP_SYS(ioprio_set),
		SCMP_SYS(sched_setscheduler),
		SCMP_SYS(sched_setparam),
		SCMP_SYS(sched_setattr),
		SCMP_SYS(process_madvise),
		SCMP_SYS(process_mrelease),
		SCMP_SYS(migrate_pages),
		SCMP_SYS(move_pages),
		SCMP_SYS(add_key),
		SCMP_SYS(request_key),
		/* The new ways to mount, and to open what has no path. */
		SCMP_SYS(fsopen),
		SCMP_SYS(fspick),
		SCMP_SYS(fsmount),
		SCMP_SYS(move_mount),
		SCMP_SYS(open_tree),
		SCMP_SYS(mount_setattr),
		SCMP_SYS(open_by_handle_at),
		SCMP_SYS(syslog),
		/* Memory that RLIMIT_AS does not see. */
		SCMP_SYS(memfd_create),
		SCMP_SYS(memfd_secret),
		SCMP_SYS(shmget),
		SCMP_SYS(shmat),
	};
	/* The same, which a process may do to itself: it is number 0. */
	static const int others[] = { SCMP_SYS(prlimit64),
				      SCMP_SYS(sched_setaffinity) };
	static const int signals[] = { SCMP_SYS(kill), SCMP_SYS(tgkill),
				       SCMP_SYS(tkill),
				       SCMP_SYS(rt_sigqueueinfo),
				       SCMP_SYS(rt_tgsigqueueinfo) };
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	uint32_t no = SCMP_ACT_ERRNO(EPERM);
	bool fine = ctx != NULL;

	for (size_t i = 0; fine && i < sizeof never / sizeof *never; i++)
		fine = seccomp_rule_add(ctx, no, never[i], 0) == 0;
	for (size_t i = 0; fine && i < sizeof signals / sizeof *signals; i++)
		fine = seccomp_rule_add(ctx, no, signals[i], 1,
					SCMP_A0(SCMP_CMP_NE,
						(scmp_datum_t)getpid(), 0)) ==
		       0;
	for (size_t i = 0; fine && i < sizeof others / sizeof *others; i++)
		fine = seccomp_rule_add(ctx, no, others[i], 1,
					SCMP_A0(SCMP_CMP_NE, 0, 0)) == 0;
	/* Threads are a part of the process; clone3() cannot be looked into,
	 * and without it the C library takes clone(). */
	fine = fine &&
	       seccomp_rule_add(ctx, no, SCMP_SYS(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) ==
		       0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
				0) == 0 &&
	       seccomp_load(ctx) == 0;
	return fine;
}
#else
static bool filter(void)
{
	return false;
}
#endif

/* What this child sees, and nobody else: a root that is read-only, where a
 * program finds the processes of its own namespace that it may look into (the
 * first has the judge's command line), and a compiler none at all, but a folder
 * to write in. */
static bool own_view(bool compiler)
{
	char *root = format_text("%s/root", folder);
	char *work = format_text("%s/work", root);
	char *proc = format_text("%s/proc", root);
	unsigned long safe = MS_NOSUID | MS_NODEV;
	bool fine = !compiler || mount(work, work, NULL, MS_BIND, NULL) == 0;

	fine = fine && mount(root, root, NULL, MS_BIND | MS_REC, NULL) == 0 &&
	       mount(NULL, root, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | safe,
		     NULL) == 0;
	safe |= MS_NOEXEC | MS_RDONLY;
	if (compiler)
		fine = fine && mount("lazy-c", proc, "tmpfs", safe, NULL) == 0;
	else if (mount("proc", proc, "proc", safe, "hidepid=4") &&
		 mount("proc", proc, "proc", safe, "hidepid=2"))
		errno = 0; /* a container may forbid it: the system's stays */
	fine = fine && chroot(root) == 0 &&
	       chdir(compiler ? "/work" : "/work/run") == 0;
	free(root);
	free(work);
	free(proc);
	return fine;
}

/* Hold nothing open but this: the judge waits for the ends of its pipes. */
static int only(int fd)
{
	dup2(fd, 0);
	close_range(1, ~0u, 0);
	return 0;
}

static void __attribute__((noreturn)) end_like(int status)
{
	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 125);
}

/*
 * Go on as a process of a new namespace, and not as its first: that one ignores
 * signals that would end any other, abort()'s too.  The first waits for it, and
 * takes along what is left when it ends; and what was this process waits for
 * the first, and ends as the program did.
 */
static void descend(void)
{
	int said[2], status = SIGKILL;
	pid_t pid, ended;

	/* A judge that is killed takes all of them with it. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	pid = pipe2(said, O_CLOEXEC) ? -1 : fork();
	if (pid < 0)
		refuse("a process");
	if (pid > 0) {
		signal(SIGXCPU, SIG_IGN); /* it is for the program */
		if (read(only(said[0]), &status, sizeof status) < 0)
			status = SIGKILL;
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		end_like(status);
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	pid = fork();
	if (pid < 0)
		refuse("a process");
	if (pid > 0) {
		int fd = only(said[1]);

		do
			ended = wait(&status);
		while (ended != pid && (ended > 0 || errno == EINTR));
		if (write(fd, &status, sizeof status) < 0)
			_exit(125);
		_exit(0);
	}
}

void jail_enter(bool compiler)
{
	if (walled) {
		unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS);
		if (unshare(CLONE_NEWNS | CLONE_NEWPID))
			refuse("namespaces");
		descend();
		if (!own_view(compiler))
			refuse("its folders");
	}
	for (int cap = 0; prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; cap++)
		;
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		refuse("privileges");
	if (!compiler && filters && !filter())
		refuse("libseccomp");
}
