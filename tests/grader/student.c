/* SPDX-License-Identifier: MIT */
/*
 * student.c - ./lazy, the student's command.
 *
 * It checks the exercise at hand and shows the first check that fails, and what
 * to type next.  It never moves on by itself: an exercise is over when its
 * student says check and all is well.  What it remembers is in the file
 * progress, a line for each exercise: "06 done 2", with the hints that were
 * asked for.
 */
#include "student.h"
#include "grader.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 64, HINTS = 3 };

static struct exercise exercises[MOST];
static size_t nexercises;
static struct text strange; /* lines of progress that are not understood */

/* ---- Which exercise ---- */

/* Those that can be checked: not every folder is one, and one of theirs may have
 * been renamed. */
static void find_exercises(void)
{
	glob_t found = { 0 };

	glob("check/[0-9][0-9]-*/spec", 0, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc && i < MOST; i++)
		exercises[nexercises++].name =
			format_text("%s", basename(dirname(found.gl_pathv[i])));
	globfree(&found);
	if (!nexercises)
		errx(2, "there are no exercises here");
}

static bool is_there(const struct exercise *e)
{
	return access(e->name, X_OK) == 0;
}

/* "06 done 2": what is known of an exercise.  False: it is no such line. */
static bool read_state(const char *line)
{
	char number[8], state[8], more;
	int hints;

	if (sscanf(line, "%7s %7s %d %c", number, state, &hints, &more) != 3 ||
	    strlen(number) != 2 ||
	    (strcmp(state, "done") != 0 && strcmp(state, "open") != 0))
		return false;
	for (size_t i = 0; i < nexercises; i++)
		if (!strncmp(exercises[i].name, number, 2)) {
			exercises[i].done = !strcmp(state, "done");
			exercises[i].hints = hints < 0     ? 0 :
					     hints > HINTS ? HINTS :
							     hints;
			return true;
		}
	return false;
}

/* Somebody may have edited it: what is not understood is told, and kept. */
static void read_progress(void)
{
	struct text text = { 0 };
	char *rest, *line;

	if (!text_read(&text, "progress"))
		return;
	for (size_t i = 0; i < text.len; i++)
		if (!text.s[i])
			text.s[i] = '?'; /* no end: lines may follow */
	rest = text.s;
	for (int n = 1; (line = next_line(&rest)); n++)
		if (line[strspn(line, " \t\r")] && !read_state(line)) {
			warnx("progress, line %d is not understood (it is kept "
			      "as it is): %s",
			      n, line);
			text_add(&strange, "%s\n", line);
		}
	text_free(&text);
}

/* By another name first: a full disk does not cost what was there. */
void write_progress(void)
{
	struct text text = { 0 };

	text_append(&text, "", 0);
	for (size_t i = 0; i < nexercises; i++)
		if (exercises[i].done || exercises[i].hints)
			text_add(&text, "%.2s %s %d\n", exercises[i].name,
				 exercises[i].done ? "done" : "open",
				 exercises[i].hints);
	text_append(&text, strange.s ? strange.s : "", strange.len);
	if (!text_write(&text, "progress.new") ||
	    rename("progress.new", "progress"))
		err(2, "progress");
	text_free(&text);
}

/* The first that is open; NULL: none, the course is over. */
static struct exercise *current(void)
{
	for (size_t i = 0; i < nexercises; i++)
		if (!exercises[i].done)
			return &exercises[i];
	return NULL;
}

/* By its number or the begin of its name: 6, 06, 06-fib. */
static struct exercise *chosen(const char *word)
{
	char *number = format_text(
		strspn(word, "0123456789") == 1 ? "0%s" : "%s", word);
	struct exercise *found = NULL;

	for (size_t i = 0; i < nexercises && !found; i++)
		if (!strncmp(exercises[i].name, number, strlen(number)))
			found = &exercises[i];
	free(number);
	if (!found)
		errx(2, "there is no exercise %s; type  ./lazy list", word);
	return found;
}

static size_t count_done(void)
{
	size_t done = 0;

	for (size_t i = 0; i < nexercises; i++)
		done += exercises[i].done;
	return done;
}

static void show_bar(void)
{
	size_t done = count_done();

	printf("[");
	for (size_t i = 0; i < nexercises; i++)
		putchar(i < done ? '=' : '.');
	printf("] %zu of %zu\n", done, nexercises);
}

/* ---- check ---- */

static void show_passed(const struct report *report, enum check check)
{
	const struct result *result = &report->results[check];

	if (result->verdict == PASSED)
		printf("ok    %s\n", check_names[check]);
	else if (result->verdict == SKIPPED)
		tell("-     %s: %s", check_names[check], result->what);
	fflush(stdout);
}

static void show_failed(const struct report *report)
{
	for (int i = 0; i < CHECKS; i++) {
		if (report->results[i].verdict != FAILED)
			continue;
		printf("FAIL  %s\n\n", check_names[i]);
		tell_wrong(report->results[i].what);
		break;
	}
}

/* "; not checked: leaks cost", or "": nobody is to think that these pass. */
static char *unchecked(const struct report *report)
{
	struct text text = { 0 };

	text_append(&text, "", 0);
	for (int i = 0; i < CHECKS; i++)
		if (report->results[i].verdict == SKIPPED)
			text_add(&text, text.len ? " %s" : "; not checked: %s",
				 check_names[i]);
	return text.s;
}

static void show_success(struct exercise *e, bool deep)
{
	tell("\n*** %s: %s%s ***", e->spec->title,
	     *e->unchecked ? "all passes" : "every check passes", e->unchecked);
	if (!deep)
		return;
	if (*e->unchecked)
		tell("./lazy doctor  says what is missing");
	e->done = true;
	write_progress();
	show_bar();
}

static bool passed(const struct report *report)
{
	for (int i = 0; i < CHECKS; i++)
		if (report->results[i].verdict == FAILED)
			return false;
	return true;
}

bool check(struct exercise *e, bool deep)
{
	struct how how = { .deep = deep, .first = true };
	char *file = format_text("%s/%s", e->name, e->spec->file);
	struct report report;
	bool fine;

	tell("%s: %s\n\n", e->name, e->spec->title);
	judge(&report, e->spec, file, "build/judge", &how, show_passed);
	fine = passed(&report);
	e->unchecked = unchecked(&report);
	if (fine)
		show_success(e, deep);
	else
		show_failed(&report);
	report_free(&report);
	free(file);
	return fine;
}

static void show_over(const struct exercise *last)
{
	if (nexercises > 1)
		tell("That was the last one.  The course is over: you have "
		     "done all of it.");
	tell("Next:  ./lazy submit %.2s", last->name);
}

static void show_next(const struct exercise *e, bool deep)
{
	const struct exercise *next = current();

	if (!deep)
		tell("Next:  ./lazy check %.2s --deep   (needs Valgrind; lets "
		     "memory run out)",
		     e->name);
	else if (next)
		tell("Next:  %s/README.md, then  ./lazy check %.2s", next->name,
		     next->name);
	else
		show_over(e);
}

static int do_check(struct exercise *e, bool deep)
{
	if (check(e, deep)) {
		show_next(e, deep);
		return 0;
	}
	tell("\nThe task:  %s/README.md", e->name);
	tell("Next:  edit %s/%s, then  ./lazy check %.2s\n"
	     "       or  ./lazy hint %.2s",
	     e->name, e->spec->file, e->name, e->name);
	return 1;
}

/* ---- The small verbs ---- */

static int do_list(struct exercise *e, bool deep)
{
	const struct exercise *now = current();

	(void)e, (void)deep;
	for (size_t i = 0; i < nexercises; i++) {
		struct spec *spec = spec_read(exercises[i].name, 0);

		printf("%s %-22s %s",
		       exercises[i].done    ? "done" :
		       &exercises[i] == now ? "now " :
					      "    ",
		       exercises[i].name, spec->title);
		if (exercises[i].hints)
			printf("  (hints: %d)", exercises[i].hints);
		if (!is_there(&exercises[i]))
			printf("  (the folder is missing)");
		putchar('\n');
		spec_free(spec);
	}
	show_bar();
	return 0;
}

static int do_hint(struct exercise *e, bool deep)
{
	char *path = format_text("%s/hints", e->name);
	struct text text = { 0 };
	char *at, *end;
	int level = 0;

	(void)deep;
	if (!text_read(&text, path))
		err(2, "%s", path);
	if (e->hints < HINTS)
		e->hints++;
	for (at = text.s; at && level < e->hints; at = end ? end + 4 : NULL) {
		end = strstr(at, "\n--\n");
		if (++level == e->hints)
			printf("%.*s\n",
			       (int)(end ? end - at : (long)strlen(at)), at);
	}
	printf("\nThat was hint %d of %d.  Next:  ./lazy check %.2s\n",
	       e->hints, HINTS, e->name);
	write_progress();
	text_free(&text);
	free(path);
	return 0;
}

static char *original(const struct exercise *e)
{
	return format_text("check/%s/%s", e->name, e->spec->file);
}

static int do_diff(struct exercise *e, bool deep)
{
	char *from = original(e);
	char *to = format_text("%s/%s", e->name, e->spec->file);

	(void)deep;
	fflush(stdout);
	execlp("diff", "diff", "-u", from, to, (char *)NULL);
	err(2, "diff");
}

static void copy(const char *from, const char *to)
{
	struct text text = { 0 };

	if (!text_read(&text, from))
		err(2, "%s", from);
	if (!text_write(&text, to))
		err(2, "%s", to);
	text_free(&text);
}

/* peek.c.kept, peek.c.kept2, ...: the first name that is free. */
static char *free_name(const char *path)
{
	char *name = format_text("%s.kept", path);

	for (int n = 2; access(name, F_OK) == 0; n++) {
		free(name);
		name = format_text("%s.kept%d", path, n);
	}
	return name;
}

/* Ask, and keep what is there.  False: they would rather not. */
static bool put_away(const char *path)
{
	char *kept = free_name(path);
	char answer[8] = "";

	printf("Start %s again?  What you have is kept as %s. [y/N] ", path,
	       kept);
	fflush(stdout);
	if (!fgets(answer, sizeof answer, stdin) || *answer != 'y') {
		printf("Nothing was changed.\n");
		*answer = 0;
	} else {
		copy(path, kept);
	}
	free(kept);
	return *answer == 'y';
}

static int do_reset(struct exercise *e, bool deep)
{
	char *from = original(e);
	char *to = format_text("%s/%s", e->name, e->spec->file);
	bool go = access(to, F_OK) != 0 || put_away(to);

	(void)deep;
	if (go) {
		copy(from, to);
		e->done = false;
		write_progress();
		printf("Next:  ./lazy check %.2s\n", e->name);
	}
	free(from);
	free(to);
	return go ? 0 : 1;
}

/* ---- Words ---- */

static const struct verb {
	const char *name;
	int (*run)(struct exercise *e, bool deep);
	enum {
		NOTHING,
		ALONE,  /* no other ./lazy at the same time */
		FOLDER, /* and the exercise's folder */
		LIBRARY /* and the student's file, and the library */
	} needs;
	const char *help;
} verbs[] = {
	{ "check", do_check, LIBRARY,
	  "[NN] [--deep]  the first check that fails" },
	{ "run", student_run, LIBRARY,
	  "[NN]           what your program says and prints" },
	{ "trace", student_trace, LIBRARY,
	  "[NN]           who runs, and who sleeps" },
	{ "mem", student_mem, LIBRARY,
	  "[NN]           memory for n items, and for 10 n" },
	{ "hint", do_hint, FOLDER,
	  "[NN]           one of three hints, then the next" },
	{ "diff", do_diff, FOLDER, "[NN]           what you have changed" },
	{ "reset", do_reset, FOLDER,
	  "[NN]           start again; what you have is kept" },
	{ "list", do_list, NOTHING,
	  "               all exercises, and what is done" },
	{ "doctor", student_doctor, ALONE,
	  "               is all here that is needed?" },
	{ "submit", student_submit, LIBRARY,
	  "[NN]           check all, and pack it" },
};

static void help(void)
{
	printf("./lazy                       check the current exercise\n");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		printf("./lazy %-7s%s\n", verbs[i].name, verbs[i].help);
	exit(0);
}

struct request {
	const struct verb *verb;
	const char *word; /* which exercise; NULL: the current one */
	bool deep;
};

static const struct verb *find_verb(const char *word)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(word, verbs[i].name))
			return &verbs[i];
	return NULL;
}

/* Nothing is guessed: of two exercises, or of a word that is none of ours. */
static void read_word(struct request *request, const char *word)
{
	const struct verb *verb = find_verb(word);

	if (!strcmp(word, "help") || !strcmp(word, "--help") ||
	    !strcmp(word, "-h"))
		help();
	if (verb && request->verb)
		errx(2, "one command at a time: %s, or %s?",
		     request->verb->name, verb->name);
	if (verb)
		request->verb = verb;
	else if (!strcmp(word, "--deep"))
		request->deep = true;
	else if (*word == '-')
		errx(2, "there is no option %s; type  ./lazy help", word);
	else if (strspn(word, "0123456789") == 0 && !request->verb)
		errx(2, "there is no command \"%s\"; type  ./lazy help", word);
	else if (strspn(word, "0123456789") == 0)
		errx(2,
		     "\"%s\" is no exercise: type its number, as  "
		     "./lazy %s 03",
		     word, request->verb->name);
	else if (request->word)
		errx(2, "one exercise at a time: %s, or %s?", request->word,
		     word);
	else
		request->word = word;
}

static void read_words(struct request *request, char **argv)
{
	while (*++argv)
		read_word(request, *argv);
	if (!request->verb)
		request->verb = verbs;
	if (request->deep && request->verb->run != do_check)
		errx(2, "--deep goes with check, as  ./lazy check --deep");
	if (request->word && request->verb->needs < FOLDER)
		errx(2, "%s is of all exercises: type  ./lazy %s",
		     request->verb->name, request->verb->name);
}

/* In the folder of the course, from wherever it is called; the exercise in
 * whose folder that was is the one that is meant. */
static char *go_home(void)
{
	char path[PATH_MAX], *here = getcwd(NULL, 0), *name = NULL;
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

	if (len < 0)
		err(2, "/proc/self/exe");
	path[len] = 0;
	if (chdir(dirname(path)))
		err(2, "%s", path);
	if (here && strlen(here) > strlen(path))
		name = format_text("%.*s",
				   (int)strcspn(here + strlen(path) + 1, "/"),
				   here + strlen(path) + 1);
	free(here);
	return name;
}

static void make_folders(void)
{
	static const char *const folders[] = { "build", "build/judge",
					       "build/judge/root",
					       "build/judge/root/work" };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (mkdir(folders[i], 0777) && errno != EEXIST)
			err(2, "%s", folders[i]);
}

/* Two of them would write the same files.  The lock goes with its holder,
 * however that ends; a file system without locks has none. */
static void wait_for_other(void)
{
	int fd = open("build/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);

	if (fd < 0)
		err(2, "build/lock");
	for (int tries = 0;
	     flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK; tries++) {
		if (tries == 20)
			warnx("another ./lazy is running here: this one waits");
		usleep(50000);
	}
}

/* What a verb works with, or what to do about it. */
static void require(const struct verb *verb, const struct exercise *e)
{
	char *file = format_text("%s/%s", e->name, e->spec->file);

	if (verb->needs >= FOLDER && !is_there(e))
		errx(1, "the folder %s is missing: was it renamed?", e->name);
	if (verb->needs == LIBRARY && access(layout.archive, R_OK))
		errx(1, "%s is missing; type  make", layout.archive);
	if (verb->needs == LIBRARY && access(file, F_OK))
		errx(1,
		     "there is no file %s: was it renamed?\n"
		     "Next:  ./lazy reset %.2s   puts the first one there",
		     file, e->name);
	free(file);
}

static void tell_all_done(void)
{
	if (nexercises > 1)
		tell("All %zu exercises are done.  The course is over.",
		     nexercises);
	else
		tell("The one exercise here is done.");
}

int main(int argc, char **argv)
{
	char *here = go_home();
	struct request request = { 0 };
	struct exercise *e;

	(void)argc;
	layout_find();
	find_exercises();
	read_words(&request, argv);
	if (request.verb->needs) {
		make_folders();
		wait_for_other();
	}
	read_progress();
	if (!request.word && request.verb->needs >= FOLDER && here &&
	    strspn(here, "0123456789") == 2)
		request.word = here;
	e = request.word ? chosen(request.word) : current();
	if (!e) {
		tell_all_done();
		e = &exercises[nexercises - 1];
		if (request.verb == verbs)
			return 0;
	}
	e->spec = spec_read(e->name, 0);
	require(request.verb, e);
	return request.verb->run(e, request.deep);
}
