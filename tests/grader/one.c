/* SPDX-License-Identifier: MIT */
/*
 * one.c - judging one submission.
 *
 * A process of its own judges, and says what came of it into a file without a
 * name; its parent does nothing but wait and write that down.  So a judge that
 * dies, by whatever a submission has come up with, is a result, too.
 *
 * The same submission has the same result: hidden cases are drawn from the
 * teacher's secret, the assignment and the file, addresses are not random, and
 * names of temporary files are taken out of messages.  A program that prints
 * what it has never written can still say something else each time.
 */
#include "class.h"

#include <err.h>
#include <errno.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seconds after which a judge is stuck: each run that it makes has a limit.  As
 * in run.c, more of them may run than there are CPUs. */
enum { LONGEST = 4 * 3600 };

/* ---- What makes results differ ---- */

static void add_file(struct sha256 *sha, const char *path)
{
	struct text text = { 0 };

	if (text_read(&text, path))
		sha256_add(sha, text.s, text.len + 1);
	else
		sha256_add(sha, "?", 1);
	text_free(&text);
}

/* All files of a pattern, in their order. */
static void add_files(struct sha256 *sha, const char *format, const char *in)
{
	char *pattern = format_text(format, in);
	glob_t files;

	if (glob(pattern, 0, NULL, &files) == 0) {
		for (size_t i = 0; i < files.gl_pathc; i++)
			add_file(sha, files.gl_pathv[i]);
		globfree(&files);
	}
	free(pattern);
}

static void add_string(struct sha256 *sha, const char *s)
{
	sha256_add(sha, s ? s : "", s ? strlen(s) + 1 : 1);
}

/* The grader: this program, what it compiles, and what it compares with. */
static void add_grader(struct sha256 *sha, const struct spec *spec)
{
	static const char *const own[] = { "spec", "driver.c", "solution.c" };
	static const char *const parts[] = { "drive.c", "heap.c", "source.c",
					     "../../.clang-format" };
	char *path;

	add_file(sha, "/proc/self/exe");
	add_file(sha, layout.archive);
	add_files(sha, "%s/*.h", layout.include);
	add_files(sha, "%s/*/*.h", layout.include);
	add_files(sha, "%s/*.h", layout.grader);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		path = format_text("%s/%s/%s", layout.judges, spec->name,
				   own[i]);
		add_file(sha, path);
		free(path);
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		path = format_text("%s/%s", layout.grader, parts[i]);
		add_file(sha, path);
		free(path);
	}
	path = format_text("%s/%s/%.*s.h", layout.starters, spec->name,
			   (int)strcspn(spec->file, "."), spec->file);
	add_file(sha, path);
	free(path);
	add_string(sha, getenv("CC"));
}

static char *key_of(const struct submission *submission,
		    const struct spec *spec, const char *secret)
{
	struct sha256 sha;
	unsigned char digest[32];
	struct text key = { 0 };

	sha256_begin(&sha);
	add_string(&sha, secret);
	add_string(&sha, spec->name);
	add_string(&sha, submission->note);
	if (submission->source.s)
		sha256_add(&sha, submission->source.s, submission->source.len);
	add_grader(&sha, spec);
	sha256_end(&sha, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		text_add(&key, "%02x", digest[i]);
	return key.s;
}

static uint64_t seed_of(const struct submission *submission, const char *name,
			const char *secret)
{
	struct sha256 sha;
	unsigned char digest[32];
	uint64_t seed = 0;

	sha256_begin(&sha);
	add_string(&sha, secret);
	add_string(&sha, name);
	sha256_add(&sha, submission->source.s, submission->source.len);
	sha256_end(&sha, digest);
	for (int i = 0; i < 8; i++)
		seed = seed << 8 | digest[i];
	return seed;
}

/* ---- In the process that judges ---- */

/* Takes out what begins with prefix, and so many letters after it. */
static void take_out(char *text, const char *prefix, size_t more)
{
	size_t len = strlen(prefix);
	char *at = text;

	while ((at = strstr(at, prefix))) {
		char *end = at + len + strnlen(at + len, more);

		memmove(at, end, strlen(end) + 1);
	}
}

static void take_out_names(struct report *report, const char *folder)
{
	char *work = format_text("%s/root/work/", folder);
	char *root = realpath(".", NULL), *here;

	if (!root)
		err(2, ".");
	here = format_text("%s/", root);
	for (int i = 0; i < CHECKS; i++) {
		char *what = report->results[i].what;

		if (!what)
			continue;
		take_out(what, work, 0);
		take_out(what, folder, 0);
		take_out(what, here, 0);
		take_out(what, "/tmp/cc", 6);
	}
	free(here);
	free(root);
	free(work);
}

static void judge_source(struct report *report, const struct spec *spec,
			 const struct text *source, const char *folder,
			 void (*tell)(const struct report *report,
				      enum check check))
{
	char *solution =
		format_text("%s/%s/solution.c", layout.judges, spec->name);
	char *file = format_text("%s/submitted.c", folder);
	struct how how = { .deep = true, .jailed = true, .solution = solution };

	personality(ADDR_NO_RANDOMIZE);
	if (!text_write(source, file))
		err(2, "%s", file);
	judge(report, spec, file, folder, &how, tell);
	take_out_names(report, folder);
	free(solution);
	free(file);
}

static void __attribute__((noreturn))
judging(int said, int complaints, const struct spec *spec,
	const struct record *who, const struct text *source)
{
	struct report report;
	struct record record;
	struct text text = { 0 };
	const char *folder;

	dup2(complaints, STDERR_FILENO);
	dup2(complaints, STDOUT_FILENO);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	alarm(LONGEST);
	folder = jail_make();
	dprintf(said, "%s\n", folder);
	judge_source(&report, spec, source, folder, NULL);
	record_of(&record, spec, &report);
	record.assignment = who->assignment;
	record.id = who->id;
	record.key = who->key;
	record.note = who->note;
	if (jail_missing())
		record.without = format_text("%s", jail_missing());
	record_print(&text, &record);
	if (write(said, text.s, text.len) != (ssize_t)text.len)
		err(2, "a result");
	exit(0);
}

/* ---- In the process that waits ---- */

static volatile sig_atomic_t stopped;
static volatile pid_t judge_pid;

/* The judge would not take its programs with it, but for PR_SET_PDEATHSIG. */
static void stop(int number)
{
	(void)number;
	stopped = 1;
	if (judge_pid > 0)
		kill(judge_pid, SIGKILL);
}

static void read_back(struct text *text, int fd)
{
	char *path = format_text("/proc/self/fd/%d", fd);

	if (!text_read(text, path))
		err(2, "%s", path);
	close(fd);
	free(path);
}

/* A judge that was killed has left its folder. */
static void clear(const char *folder)
{
	static const char ours[] = "/tmp/lazy-c-";
	char *command;

	if (strncmp(folder, ours, sizeof ours - 1) || access(folder, F_OK))
		return;
	command = format_text("rm -rf '%s'", folder);
	if (system(command))
		warnx("%s is left over", folder);
	free(command);
}

/* Fork with signals held back: none may come before its handler can act. */
static pid_t fork_judge(int said, int complaints, const struct spec *spec,
			const struct record *who, const struct text *source)
{
	const struct sigaction act = { .sa_handler = stop };
	sigset_t both, before;
	pid_t pid;

	sigemptyset(&both);
	sigaddset(&both, SIGINT);
	sigaddset(&both, SIGTERM);
	sigprocmask(SIG_BLOCK, &both, &before);
	pid = fork();
	if (pid < 0)
		err(2, "a process");
	if (pid == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		judging(said, complaints, spec, who, source);
	}
	judge_pid = pid;
	sigaction(SIGINT, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

/* "the grader failed: ", and what it has said, or how it has ended. */
static char *failure(int status, char *complaints, const char *folder)
{
	char *line = next_line(&complaints);

	if (line) {
		take_out(line, folder, 0);
		return format_text("the grader failed: %s", line);
	}
	if (WIFSIGNALED(status))
		return format_text("the grader failed: %s",
				   strsignal(WTERMSIG(status)));
	return format_text("the grader failed: exit status %d",
			   WEXITSTATUS(status));
}

/* What a judge says of a source.  False: it was stopped. */
static bool judged_apart(struct record *record, const struct spec *spec,
			 const struct record *who, const struct text *source)
{
	int said = memfd_create("said", MFD_CLOEXEC);
	int complaints = memfd_create("complaints", MFD_CLOEXEC);
	struct text text = { 0 }, why = { 0 };
	char *rest, *folder, *note;
	int status;
	pid_t pid;

	if (said < 0 || complaints < 0)
		err(2, "a file in memory");
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	pid = fork_judge(said, complaints, spec, who, source);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	judge_pid = 0;
	/* What it was running comes to us, and is killed with it. */
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
	read_back(&text, said);
	read_back(&why, complaints);
	rest = text.s;
	folder = next_line(&rest);
	clear(folder ? folder : "");
	if (!stopped && (status || !rest || !record_parse(record, rest))) {
		note = failure(status, why.s, folder ? folder : "?");
		record_nothing(record, spec, note);
		free(note);
	}
	text_free(&text);
	text_free(&why);
	return !stopped;
}

/* ---- Verbs ---- */

static void print_scores(const struct record *record)
{
	struct text text = { 0 };

	printf("%s: %.2f of %.2f points%s%s\n", record->id, record->points,
	       record->of, record->note ? "; " : "",
	       record->note ? record->note : "");
	format_autolab(&text, record);
	fputs(text.s, stdout);
	text_free(&text);
}

/* Judge, and write down; 130: it was stopped. */
static int judge_new(const struct spec *spec, const struct submission *s,
		     const char *out, const struct record *who)
{
	char *kept = format_text("%s/sources/%s.c", out, who->id);
	struct record record;
	bool fine = true;

	if (s->source.s)
		fine = write_whole(&s->source, "%s", kept);
	else
		unlink(kept);
	free(kept);
	if (!s->source.s)
		record_nothing(&record, spec, s->note);
	else if (!judged_apart(&record, spec, who, &s->source))
		return 130;
	if (!record.id) {
		record.assignment = format_text("%s", who->assignment);
		record.id = format_text("%s", who->id);
		/* What has failed is tried again the next time. */
		record.key = format_text("%s", s->source.s ? "-" : who->key);
	}
	fine = record_write(&record, out) && fine;
	print_scores(&record);
	record_free(&record);
	return fine ? 0 : 2;
}

int one(const char *name, const char *path, const char *out, const char *id)
{
	struct spec *spec = spec_read(name, 1);
	struct record who = { .assignment = format_text("%s", name) }, old;
	struct submission submission;
	char *secret;
	int status = 0;

	make_folders(out);
	secret = secret_read(out);
	submission_read(&submission, path, spec);
	who.id = id ? format_text("%s", id) : submission_id(path);
	who.note = submission.note ? clean(submission.note) : NULL;
	who.key = key_of(&submission, spec, secret);
	if (record_read(&old, out, who.id, name) && !strcmp(old.key, who.key)) {
		print_scores(&old);
		record_free(&old);
	} else {
		if (submission.source.s) {
			spec_free(spec);
			spec = spec_read(name,
					 seed_of(&submission, name, secret));
		}
		status = judge_new(spec, &submission, out, &who);
	}
	record_free(&who);
	submission_free(&submission);
	spec_free(spec);
	free(secret);
	return status;
}

/* ---- Gradescope ---- */

static struct {
	const struct spec *spec;
	const char *results;
	char *note;
} scope;

static void write_results(struct record *record, bool done)
{
	struct text text = { 0 };

	format_gradescope(&text, record, done);
	if (!write_whole(&text, "%s", scope.results))
		exit(2);
	text_free(&text);
}

/* After each check: a judge that gets no further has still reported. */
static void tell_results(const struct report *report, enum check check)
{
	struct record record;

	record_of(&record, scope.spec, report);
	record.note = scope.note;
	record.points = 0;
	for (int i = 0; i < CHECKS; i++) {
		struct result *result = &record.checks[i].result;

		if (report->refused || (!report->complete && i != OUTPUT))
			result->points = 0;
		record.points += result->points;
		record.checks[i].on &= i <= (int)check;
	}
	write_results(&record, false);
	record.note = NULL;
	record_free(&record);
}

int one_gradescope(const char *name, const char *path, const char *results)
{
	struct spec *spec;
	struct submission submission;
	struct report report = { 0 };
	struct record record = { 0 };
	char *secret;

	/* Whatever is amiss, a spec or a secret: there are results. */
	scope.results = results;
	write_results(&record, false);
	spec = spec_read(name, 1);
	secret = secret_read(NULL);
	scope.spec = spec;
	record_nothing(&record, spec, NULL);
	write_results(&record, false);
	record_free(&record);
	submission_read(&submission, path, spec);
	scope.note = submission.note ? clean(submission.note) : NULL;
	if (submission.source.s) {
		spec_free(spec);
		spec = spec_read(name, seed_of(&submission, name, secret));
		scope.spec = spec;
		judge_source(&report, spec, &submission.source, jail_make(),
			     tell_results);
		record_of(&record, spec, &report);
		record.note = scope.note;
		/* Teachers see what is printed; students do not. */
		if (jail_missing())
			printf("judged without %s\n", jail_missing());
	} else {
		record_nothing(&record, spec, submission.note);
	}
	write_results(&record, true);
	return 0;
}
