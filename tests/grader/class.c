/* SPDX-License-Identifier: MIT */
/*
 * class.c - judging all submissions of a folder, here or on other machines.
 *
 * Each is judged by a process of its own, this program with the verb "one", and
 * all that they share is the folder OUT.  So they may as well run elsewhere:
 *
 *	make jobs NN=06 SUB=subs OUT=out >jobs
 *	parallel <jobs
 *	sbatch --array=1-$(wc -l <jobs) --wrap \
 *		'sh -c "$(sed -n "${SLURM_ARRAY_TASK_ID}p" jobs)"'
 *	make class NN=06 OUT=out
 *
 * Where machines do not share OUT, OUT/secret has to be copied to them before,
 * or SECRET set, and OUT/results and OUT/sources back from them after.
 */
#include "class.h"

#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- What there is ---- */

struct entry {
	char *path, *id;
	pid_t pid;
	double began;
};

struct folder {
	struct entry *entries;
	size_t count;
};

/* Not hidden, and no backup: name.123~ is what a process that was killed was
 * writing. */
static int seen(const struct dirent *entry)
{
	const char *name = entry->d_name;

	return *name != '.' && name[strlen(name) - 1] != '~';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void *many(size_t count, size_t size)
{
	void *memory = calloc(count + 1, size);

	if (!memory)
		err(2, "%zu of a class", count);
	return memory;
}

/* "ann.c" and a folder "ann" would be one student: they keep their whole names,
 * and the teacher sees both. */
static void make_unique(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		bool twice = false;

		for (size_t k = i + 1; k < folder->count; k++) {
			struct entry *other = &folder->entries[k];

			if (strcmp(folder->entries[i].id, other->id) != 0)
				continue;
			twice = true;
			free(other->id);
			other->id = clean(strrchr(other->path, '/') + 1);
		}
		if (twice) {
			free(folder->entries[i].id);
			folder->entries[i].id = clean(
				strrchr(folder->entries[i].path, '/') + 1);
		}
	}
}

static void folder_read(struct folder *folder, const char *sub)
{
	struct dirent **names;
	int n = scandir(sub, &names, seen, by_name);

	if (n < 0)
		err(2, "%s", sub);
	if (!n)
		errx(2, "%s: there is no submission in it", sub);
	folder->count = (size_t)n;
	folder->entries = many(folder->count, sizeof *folder->entries);
	for (int i = 0; i < n; i++) {
		struct entry *entry = &folder->entries[i];

		entry->path = format_text("%s/%s", sub, names[i]->d_name);
		entry->id = submission_id(names[i]->d_name);
		free(names[i]);
	}
	free(names);
	make_unique(folder);
}

static void folder_free(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		free(folder->entries[i].path);
		free(folder->entries[i].id);
	}
	free(folder->entries);
}

static char *absolute(const char *path)
{
	char *whole = realpath(path, NULL);

	if (!whole)
		err(2, "%s", path);
	return whole;
}

/* ---- Here ---- */

static volatile sig_atomic_t interrupted;
static struct folder grading;

static void stop_all(void)
{
	for (size_t i = 0; i < grading.count; i++)
		if (grading.entries[i].pid > 0)
			kill(grading.entries[i].pid, SIGTERM);
}

static void interrupt(int number)
{
	(void)number;
	interrupted = 1;
	stop_all();
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int jobs_wanted(void)
{
	const char *jobs = getenv("JOBS");
	long n = jobs && *jobs ? atol(jobs) : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 256 ? 256 : (int)n;
}

/* In a group of its own: Ctrl-C is for us, who then say it to all of them. */
static void start(struct entry *entry, const char *name, const char *out)
{
	entry->began = now();
	fflush(NULL);
	entry->pid = fork();
	if (entry->pid < 0)
		err(2, "a process");
	if (entry->pid)
		return;
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (!freopen("/dev/null", "w", stdout))
		_exit(127);
	execl("/proc/self/exe", "lazy-judge", "one", name, entry->path, out,
	      entry->id, NULL);
	_exit(127);
}

/* One that died without a word, and what it was to judge, is in the class. */
static void bury(const struct entry *entry, const char *name, const char *out,
		 int status)
{
	struct spec *spec = spec_read(name, 1);
	struct record record;
	char *note = format_text("the grader failed: %s %d",
				 WIFSIGNALED(status) ? "signal" : "exit status",
				 WIFSIGNALED(status) ? WTERMSIG(status) :
						       WEXITSTATUS(status));

	record_nothing(&record, spec, note);
	record.assignment = format_text("%s", name);
	record.id = format_text("%s", entry->id);
	record.key = format_text("-");
	record_write(&record, out);
	record_free(&record);
	spec_free(spec);
	free(note);
}

struct progress {
	size_t done, count;
	double spent;  /* seconds of those that were judged now */
	size_t judged; /* and not before */
	int jobs;
};

/* On a terminal a line that changes; else lines that are kept. */
static void show(const struct progress *p, const struct record *record)
{
	size_t left = p->count - p->done;
	double each = p->judged ? p->spent / (double)p->judged : 0;
	int seconds = (int)(each * (double)left / p->jobs + 0.5);

	if (!isatty(STDOUT_FILENO)) {
		printf("%zu of %zu: %s, %.2f of %.2f points\n", p->done,
		       p->count, record->id, record->points, record->of);
		return;
	}
	printf("\r%zu of %zu  %.30s  %.2f points", p->done, p->count,
	       record->id, record->points);
	/* Nothing is known of it before the first was judged. */
	if (p->judged)
		printf("  %d:%02d left", seconds / 60, seconds % 60);
	printf("\033[K");
	fflush(stdout);
}

static void finish(struct progress *p, pid_t pid, int status, const char *name,
		   const char *out)
{
	struct entry *entry = grading.entries;
	struct record record;
	double took;

	while (entry->pid != pid)
		if (++entry == grading.entries + grading.count)
			return;
	entry->pid = 0;
	if (status && interrupted)
		return;
	if (status)
		bury(entry, name, out, status);
	took = now() - entry->began;
	/* What was there already tells nothing of how long the rest takes. */
	if (took > 0.2) {
		p->spent += took;
		p->judged++;
	}
	p->done++;
	if (record_read(&record, out, entry->id)) {
		show(p, &record);
		record_free(&record);
	}
}

static void grade_all(struct progress *p, const char *name, const char *out)
{
	size_t next = 0;
	int running = 0, status;
	pid_t pid;

	while (running || (next < p->count && !interrupted)) {
		if (running < p->jobs && next < p->count && !interrupted) {
			start(&grading.entries[next++], name, out);
			running++;
			continue;
		}
		pid = wait(&status);
		if (pid > 0) {
			running--;
			finish(p, pid, status, name, out);
		}
		/* Once more, for one that was just being started. */
		if (interrupted)
			stop_all();
	}
}

int class_grade(const char *name, const char *sub, const char *out)
{
	const struct sigaction act = { .sa_handler = interrupt };
	struct progress p = { .jobs = jobs_wanted() };

	make_folders(out);
	free(secret_read(out));
	folder_read(&grading, sub);
	p.count = grading.count;
	sigaction(SIGINT, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
	grade_all(&p, name, out);
	folder_free(&grading);
	if (isatty(STDOUT_FILENO))
		printf("\n");
	if (interrupted) {
		printf("%zu of %zu are graded; the same command goes on from "
		       "there\n",
		       p.done, p.count);
		return 130;
	}
	return class_merge(name, out);
}

/* ---- Elsewhere ---- */

/* In quotes, for a shell. */
static void add_quoted(struct text *text, const char *s)
{
	text_add(text, " '");
	for (; *s; s++)
		if (*s == '\'')
			text_add(text, "'\\''");
		else
			text_append(text, s, 1);
	text_add(text, "'");
}

int class_jobs(const char *name, const char *sub, const char *out)
{
	char *root = absolute("."), *exe = absolute("/proc/self/exe");
	char *from, *to;
	struct folder folder;

	make_folders(out);
	free(secret_read(out));
	from = absolute(sub);
	to = absolute(out);
	folder_read(&folder, from);
	for (size_t i = 0; i < folder.count; i++) {
		struct text line = { 0 };

		if (strchr(folder.entries[i].path, '\n')) {
			warnx("%s: left out, since its name has two lines",
			      folder.entries[i].id);
			continue;
		}
		text_add(&line, "cd");
		add_quoted(&line, root);
		text_add(&line, " &&");
		add_quoted(&line, exe);
		text_add(&line, " one %s", name);
		add_quoted(&line, folder.entries[i].path);
		add_quoted(&line, to);
		add_quoted(&line, folder.entries[i].id);
		puts(line.s);
		text_free(&line);
	}
	folder_free(&folder);
	free(root);
	free(exe);
	free(from);
	free(to);
	return 0;
}

/* ---- What came of it ---- */

static void class_read(struct class *class, const char *name)
{
	char *path = format_text("%s/results", class->out);
	struct dirent **names;
	int n = scandir(path, &names, seen, by_name);

	if (n < 0)
		err(2, "%s", path);
	class->records = many((size_t)n, sizeof *class->records);
	for (int i = 0; i < n; i++) {
		struct record *record = &class->records[class->count];
		const char *id = names[i]->d_name;

		if (!record_read(record, class->out, id))
			warnx("%s/%s: not a result", path, id);
		else if (strcmp(record->assignment, name) != 0)
			record_free(record);
		else
			class->count++;
		free(names[i]);
	}
	free(names);
	free(path);
}

static void write_reports(const struct class *class)
{
	for (size_t i = 0; i < class->count; i++) {
		const struct record *record = &class->records[i];
		struct text text = { 0 }, json = { 0 };

		report_student(&text, record, class->spec);
		write_whole(&text, "%s/reports/%s.txt", class->out, record->id);
		format_gradescope(&json, record, true);
		write_whole(&json, "%s/gradescope/%s.json", class->out,
			    record->id);
		text_free(&text);
		text_free(&json);
	}
}

int class_merge(const char *name, const char *out)
{
	static const struct {
		const char *name;
		void (*write)(struct text *text, const struct class *class);
	} files[] = {
		{ "class.txt", report_class }, { "class.csv", format_csv },
		{ "class.tap", format_tap },   { "class.xml", format_junit },
		{ "similar.txt", similar },
	};
	struct spec *spec = spec_read(name, 1);
	struct class class = { .spec = spec, .out = out };

	make_folders(out);
	class_read(&class, name);
	write_reports(&class);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct text text = { 0 };

		files[i].write(&text, &class);
		write_whole(&text, "%s/%s", out, files[i].name);
		text_free(&text);
	}
	printf("%zu results: %s/class.txt, and beside it what else there is\n",
	       class.count, out);
	for (size_t i = 0; i < class.count; i++)
		record_free(&class.records[i]);
	free(class.records);
	spec_free(spec);
	return 0;
}
