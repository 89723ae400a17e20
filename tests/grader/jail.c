/* SPDX-License-Identifier: MIT */
/*
 * jail.c - where a student's program is locked in.
 *
 * Three walls, each of which the machine may or may not have:
 *
 *  - a user and mount namespace with a file system in memory, 128 MiB in all,
 *    in which a program sees the system's programs and its own folder.  It fills
 *    that, not the disk, and finds no hidden case and no other submission.  No
 *    network either;
 *  - a filter of system calls (libseccomp): no processes, no sockets, no
 *    signals for others, no new namespaces.  Filters that list what is allowed
 *    would be tighter, and break with each new C library and under Valgrind;
 *  - no privileges, and none to be gained.
 *
 * The process that judges stays outside of the walls, and is not to be traced:
 * it has capabilities in its namespace that the program does not have.
 */
#include "grader.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#ifdef GRADER_SECCOMP
#include <seccomp.h>
#endif

static char folder[] = "/tmp/lazy-c-XXXXXX";
static bool walled; /* the namespaces are there */

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
	bool fine = unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
		    put("/proc/self/uid_map", users);

	if (fine) {
		put("/proc/self/setgroups", "deny");
		fine = put("/proc/self/gid_map", groups) &&
		       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
	}
	free(users);
	free(groups);
	return fine;
}

/* A folder of the system, to be read only.  In a namespace of our own, a mount
 * keeps the restrictions that it has outside. */
static bool show(const char *path)
{
	char *here = format_text("%s/root%s", folder, path);
	struct statvfs fs;
	unsigned long flags = MS_BIND | MS_REMOUNT | MS_RDONLY;
	bool fine = true;

	if (access(path, F_OK) == 0) {
		mkdir(here, 0755);
		fine = mount(path, here, NULL, MS_BIND | MS_REC, NULL) == 0 &&
		       statvfs(path, &fs) == 0;
		if (fine && strcmp(path, "/proc") != 0) {
			flags |= fs.f_flag & ST_NOSUID ? MS_NOSUID : 0;
			flags |= fs.f_flag & ST_NODEV ? MS_NODEV : 0;
			flags |= fs.f_flag & ST_NOEXEC ? MS_NOEXEC : 0;
			flags |= fs.f_flag & ST_NOATIME ? MS_NOATIME : 0;
			flags |= fs.f_flag & ST_RELATIME ? MS_RELATIME : 0;
			fine = mount(NULL, here, NULL, flags, NULL) == 0;
		}
	}
	free(here);
	return fine;
}

static void make_folder(const char *name)
{
	char *path = format_text("%s/%s", folder, name);

	if (mkdir(path, 0700))
		err(2, "%s", path);
	free(path);
}

static void remove_folder(void)
{
	char *command;

	if (walled && umount2(folder, MNT_DETACH) == 0) {
		rmdir(folder);
		return;
	}
	command = format_text("rm -rf '%s'", folder);
	if (system(command))
		warnx("%s could not be removed", folder);
	free(command);
}

const char *jail_make(void)
{
	if (!mkdtemp(folder))
		err(2, "%s", folder);
	walled = own_namespace() &&
		 mount("lazy-c", folder, "tmpfs", MS_NOSUID | MS_NODEV,
		       "size=128m,mode=700") == 0;
	make_folder("root");
	make_folder("root/work");
	make_folder("root/tmp"); /* for Valgrind */
	make_folder("reference");
	atexit(remove_folder);
	if (walled)
		walled = show("/usr") && show("/lib") && show("/lib64") &&
			 show("/bin") && show("/proc");
	return folder;
}

const char *jail_missing(void)
{
#ifndef GRADER_SECCOMP
	if (!walled)
		return "user namespaces and libseccomp";
	return "libseccomp";
#endif
	return walled ? NULL : "user namespaces";
}

#ifdef GRADER_SECCOMP
static void filter(void)
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
	};
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
						(scmp_datum_t)getpid())) == 0;
	/* Threads are a part of the process; clone3() cannot be looked into,
	 * and without it the C library takes clone(). */
	fine = fine &&
	       seccomp_rule_add(ctx, no, SCMP_SYS(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) ==
		       0 &&
	       seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
				0) == 0 &&
	       seccomp_load(ctx) == 0;
	if (!fine)
		_exit(125);
}
#else
static void filter(void)
{
}
#endif

void jail_enter(void)
{
	if (walled) {
		char *root = format_text("%s/root", folder);

		unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS);
		if (chroot(root) || chdir("/work/run"))
			_exit(125);
		free(root);
	}
	for (int cap = 0; prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; cap++)
		;
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		_exit(125);
	filter();
}
