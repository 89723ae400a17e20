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
 *	make class NN=06 SUB=subs OUT=out
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- What there is ---- */

struct entry {
	char *path, *id;
	bool whole; /* its id is all of its name */
	pid_t pid;
	double began;
};

struct folder {
	struct entry *entries;
	size_t count;
};

/* Not hidden: .name.123 is what a process that was killed was writing. */
static int seen(const struct dirent *entry)
{
	return *entry->d_name != '.';
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

static bool has_like(const struct folder *folder, size_t i)
{
	const struct entry *entries = folder->entries;

	for (size_t k = 0; k < folder->count; k++)
		if (k != i && !strcmp(entries[k].id, entries[i].id))
			return true;
	return false;
}

/* "ann.c" and a folder "ann" would be one student: they keep their whole names,
 * and the teacher sees both.  A whole name may be what is left of a third one's,
 * "ann.c.tgz", which keeps its own then. */
static void make_unique(struct folder *folder)
{
	struct entry *entries = folder->entries;
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < folder->count; i++)
			if (!entries[i].whole && has_like(folder, i))
				entries[i].whole = more = true;
		for (size_t i = 0; more && i < folder->count; i++)
			if (entries[i].whole) {
				free(entries[i].id);
				entries[i].id = entry_id(entries[i].path);
			}
	}
}

static char *absolute(const char *path)
{
	char *whole = realpath(path, NULL);

	if (!whole)
		err(2, "%s", path);
	return whole;
}

/* Is a folder what is at a path, or on the way to it?  Both are absolute. */
static bool leads_to(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	return !strncmp(folder, path, len) && (!path[len] || path[len] == '/');
}

/* OUT may be in SUB, and is no submission. */
static void folder_read(struct folder *folder, const char *sub, const char *out)
{
	char *in = absolute(sub), *to = absolute(out);
	struct dirent **names;
	int n = scandir(sub, &names, seen, by_name);

	if (n < 0)
		err(2, "%s", sub);
	folder->entries = many((size_t)n, sizeof *folder->entries);
	for (int i = 0; i < n; i++) {
		struct entry *entry = &folder->entries[folder->count];
		char *whole;

		entry->path = format_text("%s/%s", sub, names[i]->d_name);
		entry->id = submission_id(names[i]->d_name);
		/* No link is followed: one to here is a submission. */
		whole = format_text("%s/%s", in, names[i]->d_name);
		if (!leads_to(whole, to)) {
			folder->count++;
		} else {
			free(entry->path);
			free(entry->id);
		}
		free(whole);
		free(names[i]);
	}
	free(names);
	free(in);
	free(to);
	if (!folder->count)
		errx(2, "%s: there is no submission in it", sub);
	make_unique(folder);
}

static bool folder_has(const struct folder *folder, const char *id)
{
	for (size_t i = 0; i < folder->count; i++)
		if (!strcmp(folder->entries[i].id, id))
			return true;
	return false;
}

static void folder_free(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		free(folder->entries[i].path);
		free(folder->entries[i].id);
	}
	free(folder->entries);
}

/* ---- Here ---- */

/* Reports of the results; folder says of whom there should be one. */
static int merge(const char *name, const char *out,
		 const struct folder *folder);

/* How many results there are, all of them of this assignment. */
static size_t count_results(const char *out, const char *name)
{
	char *path = format_text("%s/results", out);
	struct dirent **names;
	int n = scandir(path, &names, seen, by_name);
	struct record record;

	if (n < 0)
		err(2, "%s", path);
	for (int i = 0; i < n; i++) {
		if (record_read(&record, out, names[i]->d_name, name))
			record_free(&record);
		free(names[i]);
	}
	free(names);
	free(path);
	return (size_t)n;
}

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

/* Three for each core: some wait, for threads or for the clock. */
static int jobs_wanted(void)
{
	const char *jobs = getenv("JOBS");
	long n = jobs && *jobs ? atol(jobs) : 3 * sysconf(_SC_NPROCESSORS_ONLN);

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
	secret_pass();
	execl("/proc/self/exe", "lazy-judge", "one", name, entry->path, out,
	      entry->id, NULL);
	_exit(127);
}

/* Of what no result is to be had, by no fault of the submission's. */
static void record_missing(struct record *record, const struct spec *spec,
			   const char *id, const char *note)
{
	record_nothing(record, spec, note);
	record->assignment = format_text("%s", spec->name);
	record->id = format_text("%s", id);
	record->key = format_text("-");
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

	record_missing(&record, spec, entry->id, note);
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
	if (record_read(&record, out, entry->id, name)) {
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

/* A result whose submission is not in SUB any more does not count. */
static void put_away(const char *out, const char *id)
{
	static const char *const made[] = { "sources/%s.c", "reports/%s.txt",
					    "gradescope/%s.json" };
	char *from = format_text("%s/results/%s", out, id);
	char *gone = format_text("%s/gone", out);
	char *to = format_text("%s/%s", gone, id);

	if ((mkdir(gone, 0777) && errno != EEXIST) || rename(from, to))
		warn("%s", to);
	else
		printf("%s is not in SUB any more: its result is in %s\n", id,
		       gone);
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		char *name = format_text(made[i], id);
		char *path = format_text("%s/%s", out, name);

		unlink(path);
		free(path);
		free(name);
	}
	free(from);
	free(gone);
	free(to);
}

static void put_away_others(const char *out, const struct folder *folder)
{
	char *path = format_text("%s/results", out);
	struct dirent **names;
	int n = scandir(path, &names, seen, by_name);

	if (n < 0)
		err(2, "%s", path);
	for (int i = 0; i < n; i++) {
		if (!folder_has(folder, names[i]->d_name))
			put_away(out, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	free(path);
}

/* First, since folders that are made in SUB would be submissions. */
static void refuse_same(const char *sub, const char *out)
{
	struct stat a, b;

	if (!stat(sub, &a) && !stat(out, &b) && a.st_dev == b.st_dev &&
	    a.st_ino == b.st_ino)
		errx(2, "SUB and OUT are the same folder");
}

/* What is needed in OUT before the first job. */
static void begin(const char *name, const char *sub, const char *out)
{
	refuse_same(sub, out);
	make_folders(out);
	count_results(out, name);
	free(secret_read(out));
}

int class_grade(const char *name, const char *sub, const char *out)
{
	const struct sigaction act = { .sa_handler = interrupt };
	struct progress p = { .jobs = jobs_wanted() };
	int status;

	begin(name, sub, out);
	folder_read(&grading, sub, out);
	p.count = grading.count;
	sigaction(SIGINT, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
	grade_all(&p, name, out);
	if (isatty(STDOUT_FILENO))
		printf("\n");
	if (interrupted) {
		printf("%zu of %zu are graded; the same command goes on from "
		       "there\n",
		       p.done, p.count);
		return 130;
	}
	put_away_others(out, &grading);
	status = merge(name, out, &grading);
	folder_free(&grading);
	return status;
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

	begin(name, sub, out);
	from = absolute(sub);
	to = absolute(out);
	folder_read(&folder, from, to);
	for (size_t i = 0; i < folder.count; i++) {
		struct text line = { 0 };

		if (strchr(folder.entries[i].path, '\n')) {
			warnx("%s: left out, since its name has two lines: "
			      "make grade can judge it",
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

static int by_id(const void *a, const void *b)
{
	const struct record *x = a, *y = b;

	return strcmp(x->id, y->id);
}

/* A result is called as its ID; what is not, was not written by us. */
static bool is_of(const struct record *record, const char *id)
{
	return !strcmp(record->id, id);
}

static void class_read(struct class *class, const struct folder *folder)
{
	char *path = format_text("%s/results", class->out);
	struct dirent **names;
	int n = scandir(path, &names, seen, by_name);
	size_t most = (size_t)n + folder->count;

	if (n < 0)
		err(2, "%s", path);
	class->records = many(most, sizeof *class->records);
	for (int i = 0; i < n; i++) {
		struct record *record = &class->records[class->count];
		const char *id = names[i]->d_name;
		bool read =
			record_read(record, class->out, id, class->spec->name);

		if (!read || !is_of(record, id)) {
			if (read)
				record_free(record);
			record_missing(record, class->spec, id,
				       "the grader failed: its result cannot "
				       "be read");
		}
		class->count++;
		free(names[i]);
	}
	free(names);
	free(path);
}

/* Those of whom there is none: a job is lost, or the disk was full. */
static void add_missing(struct class *class, const struct folder *folder)
{
	size_t count = class->count;

	for (size_t i = 0; i < folder->count; i++) {
		bool there = false;

		for (size_t k = 0; k < count; k++)
			there |= is_of(&class->records[k],
				       folder->entries[i].id);
		if (!there)
			record_missing(&class->records[class->count++],
				       class->spec, folder->entries[i].id,
				       "the grader failed: there is no result "
				       "of it");
	}
	qsort(class->records, class->count, sizeof *class->records, by_id);
}

/* Was it judged as it is in SUB now? */
static bool is_current(const struct class *class, const struct entry *entry)
{
	char *path = format_text("%s/sources/%s.c", class->out, entry->id);
	struct text judged = { 0 };
	struct submission now;
	bool same;

	submission_read(&now, entry->path, class->spec);
	same = text_read(&judged, path) == (now.source.s != NULL) &&
	       judged.len == now.source.len &&
	       (!judged.len || !memcmp(judged.s, now.source.s, judged.len));
	submission_free(&now);
	text_free(&judged);
	free(path);
	return same;
}

/* A file may have changed after its result, where jobs are run by hand. */
static void note_changed(struct class *class, const struct folder *folder)
{
	static const char changed[] =
		"what is in SUB now was not judged: run its job again";

	for (size_t i = 0; i < folder->count; i++)
		for (size_t k = 0; k < class->count; k++) {
			struct record *record = &class->records[k];
			char *before = record->note;

			/* One without a key is to be judged again anyway. */
			if (!is_of(record, folder->entries[i].id) ||
			    !strcmp(record->key, "-") ||
			    is_current(class, &folder->entries[i]))
				continue;
			record->note =
				format_text("%s%s%s", before ? before : "",
					    before ? "; " : "", changed);
			free(before);
		}
}

/* False: one of them could not be written. */
static bool write_reports(const struct class *class)
{
	bool fine = true;

	for (size_t i = 0; i < class->count; i++) {
		const struct record *record = &class->records[i];
		struct text text = { 0 }, json = { 0 };

		report_student(&text, record, class->spec);
		fine &= write_whole(&text, "%s/reports/%s.txt", class->out,
				    record->id);
		format_gradescope(&json, record, true);
		fine &= write_whole(&json, "%s/gradescope/%s.json", class->out,
				    record->id);
		text_free(&text);
		text_free(&json);
	}
	return fine;
}

static int merge(const char *name, const char *out, const struct folder *folder)
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
	bool fine;

	make_folders(out);
	class_read(&class, folder);
	add_missing(&class, folder);
	note_changed(&class, folder);
	fine = write_reports(&class);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct text text = { 0 };

		files[i].write(&text, &class);
		fine &= write_whole(&text, "%s/%s", out, files[i].name);
		text_free(&text);
	}
	if (fine)
		printf("%zu results: %s/class.txt, and beside it what else "
		       "there is\n",
		       class.count, out);
	for (size_t i = 0; i < class.count; i++)
		record_free(&class.records[i]);
	free(class.records);
	spec_free(spec);
	return fine ? 0 : 2;
}

int class_merge(const char *name, const char *sub, const char *out)
{
	struct folder folder;
	int status;

	refuse_same(sub, out);
	if (!count_results(out, name))
		errx(2, "%s: there is no result in it", out);
	folder_read(&folder, sub, out);
	put_away_others(out, &folder);
	status = merge(name, out, &folder);
	folder_free(&folder);
	return status;
}
