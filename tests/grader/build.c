/* SPDX-License-Identifier: MIT */
/*
 * build.c - from a submission to a program.
 *
 * The submission's one file is compiled by our command, with our headers, in
 * the jail in which its program will run: a compiler shows what it is made to
 * include.  Then the object is inspected and linked.  Drivers and what they need
 * are compiled once and kept.
 */
#include "grader.h"

#include <ctype.h>
#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_PLACES = 64 }; /* of one line of a trace */

static const struct limits compiling = { .cpu = 30,
					 .memory = (size_t)4 << 30,
					 .said = 1 << 16 };
static const struct limits compiling_inside = {
	.cpu = 30, .memory = (size_t)4 << 30, .said = 1 << 16, .compiler = true
};

/* Compiled so that it says who resumes whom; for one program after another. */
static bool traced;

static char *trace_option(bool wanted)
{
	char *header = format_text("%s/swim.h", layout.grader);
	char *path = realpath(header, NULL);
	char *word = quoted(path ? path : "");
	char *option = wanted && path ? format_text("-include %s", word) :
					format_text("%s", "");

	free(word);
	free(header);
	free(path);
	return option;
}

static const char *compiler(void)
{
	const char *cc = getenv("CC");

	return cc && *cc ? cc : "gcc";
}

/* Run the compiler, by the path: NULL, or what it complains of. */
static char *compile(const char *folder, const char *arguments)
{
	char *command = format_text("LC_ALL=C %s %s", compiler(), arguments);
	const char *const argv[] = { "/bin/sh", "-c", command, NULL };
	struct outcome outcome;
	char *why = NULL;

	if (jail_holds(folder))
		jail_fresh();
	run(&outcome, folder, argv,
	    jail_holds(folder) ? &compiling_inside : &compiling);
	jail_kept();
	if (outcome.ending == SLOW)
		why = format_text("the compiler took too long");
	else if (WIFEXITED(outcome.status) &&
		 WEXITSTATUS(outcome.status) == 127)
		errx(2, "there is no compiler: %s", outcome.out.s);
	else if (!WIFEXITED(outcome.status) || WEXITSTATUS(outcome.status))
		why = format_text("%s", outcome.out.s);
	outcome_free(&outcome);
	free(command);
	return why;
}

static bool is_error(const char *line)
{
	return strstr(line, ": error: ") || strstr(line, ": fatal error: ");
}

/* Lines that lead to a message, "walk.c: In function 'f':", and those that come
 * after all of them. */
static bool between(const char *line)
{
	static const char *const ends[] = { ":", ",", "terminated.",
					    "generated.", "treated as errors" };
	size_t len = strlen(line);

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);

		if (len >= end && !strcmp(line + len - end, ends[i]))
			return true;
	}
	return false;
}

/* Of what a compiler says, the first message: the others mostly follow from it.
 * What has no messages, as a linker's words, is shown as far as it fits on a
 * screen. */
static char *first_message(char *said)
{
	enum { SHOWN = 12 };
	struct text text = { 0 };
	char *rest = said, *line;
	size_t end = 0;
	int lines = 0, errors = 0;

	text_append(&text, "", 0); /* no words are a failure, too */
	while ((line = next_line(&rest))) {
		errors += is_error(line);
		if (errors > 1 || lines == SHOWN)
			continue;
		text_add(&text, "%s%s", lines++ ? "\n" : "", line);
		if (!between(line))
			end = text.len;
	}
	if (errors)
		text.s[text.len = end] = 0;
	if (errors > 1)
		text_add(&text, "\n...and %d more message%s", errors - 1,
			 errors > 2 ? "s" : "");
	free(said);
	return text.s;
}

/* Folders that the student did not name only make a message long. */
static void take_out(char *said, const char *folder)
{
	size_t len = strlen(folder);

	for (char *at = said; (at = strstr(at, folder));)
		memmove(at, at + len, strlen(at + len) + 1);
}

static bool older(const char *path, const char *than)
{
	struct stat a, b;

	if (stat(than, &b))
		err(2, "%s", than);
	return stat(path, &a) || a.st_mtim.tv_sec < b.st_mtim.tv_sec ||
	       (a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
		a.st_mtim.tv_nsec < b.st_mtim.tv_nsec);
}

/* Is a file older than one of a pattern? */
static bool older_than_any(const char *path, char *pattern)
{
	bool is = false;
	glob_t files;

	if (glob(pattern, 0, NULL, &files) == 0) {
		for (size_t i = 0; i < files.gl_pathc; i++)
			is |= older(path, files.gl_pathv[i]);
		globfree(&files);
	}
	free(pattern);
	return is;
}

/* Is there an object that is newer than its source, and than every header that
 * it may include? */
static bool fresh(const char *object, const struct spec *spec,
		  const char *source)
{
	return !older(object, source) &&
	       !older_than_any(object, format_text("%s/%s/*.h", layout.starters,
						   spec->name)) &&
	       !older_than_any(object, format_text("%s/*.h", layout.grader)) &&
	       !older_than_any(object, format_text("%s/*.h", layout.include)) &&
	       !older_than_any(object, format_text("%s/*/*.h", layout.include));
}

/* "/opt/gcc 14/bin/gcc -m32" is a command, and must be a part of a name. */
static char *compiler_name(void)
{
	char *name = format_text("%s", compiler());

	for (char *s = name; *s; s++)
		if (!isalnum((unsigned char)*s) && !strchr("+-.", *s))
			*s = '_';
	return name;
}

/* Compiled once; by another name first, since others may do so, too. */
static char *kept_object(const struct spec *spec, const char *source,
			 const char *name, bool trace)
{
	char *cc = compiler_name();
	char *object = format_text("%s/%s-%s%s.o", layout.built, cc, name,
				   trace ? "-traced" : "");
	char *arguments, *why, *new, *option;

	if (!fresh(object, spec, source)) {
		new = format_text("%s.%d", object, (int)getpid());
		option = trace_option(trace);
		arguments = format_text(
			"-std=gnu17 -D_GNU_SOURCE -O2 -gdwarf-4 -Wall -Wextra "
			"-Werror "
			"-DGEN_COUNT -I'%s' -I'%s' -iquote '%s/%s' %s -c -o "
			"'%s' '%s'",
			layout.include, layout.grader, layout.starters,
			spec->name, option, new, source);
		why = compile(".", arguments);
		if (why)
			errx(2, "%s:\n%s", source, why);
		if (rename(new, object))
			err(2, "%s", object);
		free(arguments);
		free(option);
		free(new);
	}
	free(cc);
	return object;
}

/* A name in a rule for make, where a backslash keeps a blank, and goes on in the
 * next line.  NULL: there is none. */
static char *next_name(char **rest)
{
	char *from = *rest + strspn(*rest, " \t\n"), *name, *to;

	while (from[0] == '\\' && from[1] == '\n')
		from += 2 + strspn(from + 2, " \t\n");
	for (name = to = from; *from && !strchr(" \t\n", *from); from++) {
		if ((from[0] == '\\' && from[1] && strchr(" #", from[1])) ||
		    (from[0] == '$' && from[1] == '$'))
			from++;
		*to++ = *from;
	}
	*rest = from + (*from != 0);
	*to = 0;
	return *name ? name : NULL;
}

/* Where the compiler of a submission finds our headers: these are paths in the
 * jail, if it is there. */
static char *header_folder(bool inside, const char *in_jail, const char *path)
{
	char *found =
		inside ? format_text("%s", in_jail) : realpath(path, NULL);

	if (!found)
		err(2, "%s", path);
	/* Where a header has assembly, gcc tells its path to the assembler in
	 * quotes, and those within are left as they are. */
	if (strchr(found, '"'))
		errx(2,
		     "%s: gcc cannot include from a folder with \" in its "
		     "name: move the course to another",
		     found);
	return found;
}

/* Every file that the compiler has read, in a rule for make. */
static char *foreign_file(const char *path, const char *own, bool inside)
{
	struct text text = { 0 };
	char *why = NULL, *rest, *word;
	char *include = header_folder(inside, JAIL_INCLUDE, layout.include);
	char *starters = header_folder(inside, JAIL_STARTERS, layout.starters);
	const char *const fine[] = { "/usr/include/", "/usr/lib/", include,
				     starters, own };
	/* With these, a program could tell Valgrind what to count. */
	static const char valgrind[] = "/usr/include/valgrind/";

	if (!text_read(&text, path))
		err(2, "%s", path);
	rest = text.s + strcspn(text.s, ":") + 1;
	while (!why && (word = next_name(&rest))) {
		bool listed = false;

		for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
			listed |=
				!strncmp(word, fine[i], strlen(fine[i])) &&
				!strstr(word, "..") &&
				strncmp(word, valgrind, strlen(valgrind)) != 0;
		if (!listed)
			why = format_text("it includes %s: headers of the "
					  "system, ours, and no other",
					  word);
	}
	text_free(&text);
	free(include);
	free(starters);
	return why;
}

/* "/home/me/course/03-array-iterator/walk.h:33" is "walk.h:33". */
static void shorten(char *said, const struct spec *spec, bool inside)
{
	char *include = header_folder(inside, JAIL_INCLUDE, layout.include);
	char *starters = header_folder(inside, JAIL_STARTERS, layout.starters);
	char *grader = realpath(layout.grader, NULL);
	char *folders[] = { format_text("%s/", include),
			    format_text("%s/%s/", starters, spec->name),
			    format_text("%s/", grader ? grader : "") };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (folders[i][1])
			take_out(said, folders[i]);
		free(folders[i]);
	}
	free(include);
	free(starters);
	free(grader);
}

/* Without a jail the compiler reads any file, and its messages show lines of it:
 * what remains are messages about the submission itself. */
static char *own_lines(char *why, const char *file)
{
	struct text own = { 0 };
	size_t len = strlen(file);

	for (char *rest = why, *line; (line = next_line(&rest));)
		if (!strncmp(line, file, len) && line[len] == ':')
			text_add(&own, "%s%s", own.len ? "\n" : "", line);
	free(why);
	return own.s ? own.s : format_text("%s includes what is no C", file);
}

/* How a submission is compiled.  In GNU C, R"(")" is one string: in standard C,
 * as inspect.c reads it, the second quote begins another.  Headers are as they
 * are in GNU C. */
static char *student_options(const struct spec *spec, bool inside)
{
	char *include = header_folder(inside, JAIL_INCLUDE, layout.include);
	char *starters = header_folder(inside, JAIL_STARTERS, layout.starters);
	char *own = format_text("%s/%s", starters, spec->name);
	char *words[] = { quoted(include), quoted(own) };
	char *option = trace_option(traced);
	char *options = format_text(
		"-std=c17 -D_DEFAULT_SOURCE= -O2 -gdwarf-4 "
		"-fno-omit-frame-pointer -Wall -Wextra -Wstrict-prototypes "
		"-Wmissing-prototypes -Werror -fdiagnostics-color=never "
		"-DGEN_COUNT -isystem %s -iquote %s %s",
		words[0], words[1], option);

	free(words[0]);
	free(words[1]);
	free(own);
	free(option);
	free(include);
	free(starters);
	return options;
}

/* To object.o, with the files that were read in files; and what the preprocessor
 * makes of it in expanded. */
static char *compile_student(const struct spec *spec, const char *folder,
			     bool trusted)
{
	bool inside = jail_holds(folder);
	char *options = student_options(spec, inside), *why;
	char *arguments = format_text(
		"%s -MD -MF files -c -o object.o %s && %s %s -E -o expanded %s",
		options, spec->file, compiler(), options, spec->file);

	why = compile(folder, arguments);
	if (why && !inside && !trusted && !layout.student)
		why = own_lines(why, spec->file);
	free(arguments);
	free(options);
	return why;
}

/* The line of the submission in a line of ld's, "/tmp/x/walk.c:12: undefined
 * reference to `f'"; 0: it tells of no line, or of another file. */
static int line_of_call(const char *line, const char *file)
{
	char *open = format_text("%s:", file);
	const char *at = strstr(line, open);
	int number = at ? atoi(at + strlen(open)) : 0;

	free(open);
	return number;
}

static bool defined_by_student(const char *name, const struct spec *spec)
{
	for (char *const *word = spec->defines; *word; word++)
		if (!strcmp(*word, name))
			return true;
	return false;
}

static void add_missing(struct text *text, const struct spec *spec,
			const char *name, int line)
{
	text_add(text, "%s%s", text->len ? "\n" : "", spec->file);
	if (defined_by_student(name, spec))
		text_add(text, " does not define %s()", name);
	else if (line)
		text_add(text, ":%d: it calls %s(), which nobody defines", line,
			 name);
	else
		text_add(text, " calls %s(), which nobody defines", name);
}

/* What ld says of each place that needs a function, said once of each function.
 * What it says else, as of a full disk, stays as it is. */
static char *missing_functions(const struct spec *spec, char *said)
{
	static const char missing[] = "undefined reference to `";
	struct text text = { 0 };
	char *copy = format_text("%s", said), *rest = copy, *line;

	text_append(&text, "", 0);
	while ((line = next_line(&rest))) {
		char *name = strstr(line, missing), *call;

		if (!name)
			continue;
		name += sizeof missing - 1;
		name[strcspn(name, "'")] = 0;
		call = format_text(" %s()", name);
		if (!strstr(text.s, call))
			add_missing(&text, spec, name,
				    line_of_call(line, spec->file));
		free(call);
	}
	free(copy);
	if (!text.len) {
		text_free(&text);
		return said;
	}
	free(said);
	return text.s;
}

/* NULL, or what the linker complains of: a function that is not there. */
static char *link_program(const struct spec *spec, const char *folder)
{
	static const char *const parts[] = { "drive", "heap", "source",
					     "swimming" };
	size_t nparts = sizeof parts / sizeof *parts - !traced;
	struct text arguments = { 0 };
	char *source, *object, *why;

	if (access(layout.archive, R_OK))
		errx(2, "%s is missing: type  make", layout.archive);
	text_add(&arguments, "-o '%s/program' '%s/object.o'", folder, folder);
	source = format_text("%s/%s/driver.c", layout.judges, spec->name);
	object = kept_object(spec, source, spec->name, traced);
	text_add(&arguments, " '%s'", object);
	free(source);
	free(object);
	for (size_t i = 0; i < nparts; i++) {
		source = format_text("%s/%s.c", layout.grader, parts[i]);
		object = kept_object(spec, source, parts[i], false);
		text_add(&arguments, " '%s'", object);
		free(source);
		free(object);
	}
	text_add(&arguments, " '%s' -pthread -lm", layout.archive);
	why = compile(".", arguments.s);
	text_free(&arguments);
	return why ? missing_functions(spec, why) : NULL;
}

static char *bad_expansion(const struct spec *spec, const char *folder)
{
	char *path = format_text("%s/expanded", folder), *why;
	struct text text = { 0 };

	if (!text_read(&text, path))
		err(2, "%s", path);
	why = inspect_expanded(text.s, spec->file);
	text_free(&text);
	free(path);
	return why;
}

/* What is not allowed in an object or among its files; NULL: nothing. */
static char *inspect_built(const struct spec *spec, const char *folder,
			   const char *text, size_t *fixed)
{
	char *object = format_text("%s/object.o", folder);
	char *files = format_text("%s/files", folder);
	char *why = foreign_file(files, spec->file, jail_holds(folder));

	if (!why)
		why = bad_expansion(spec, folder);
	if (!why)
		why = inspect_object(object, spec, text, fixed);
	free(object);
	free(files);
	return why;
}

void build(struct built *built, const struct spec *spec, const char *source,
	   const char *folder, bool trusted)
{
	char *copy = format_text("%s/%s", folder, spec->file);
	struct text text = { 0 };

	*built = (struct built){ .folder = format_text("%s", folder),
				 .program = format_text("%s/program", folder),
				 .at = open(folder,
					    O_PATH | O_DIRECTORY | O_CLOEXEC) };
	if (built->at < 0)
		err(2, "%s", folder);
	if (!text_read(&text, source))
		built->why = format_text("%s: %s", spec->file, strerror(errno));
	else if (strlen(text.s) != text.len)
		built->why = format_text("%s is not a text", spec->file);
	else if (!text_write(&text, copy))
		err(2, "%s", copy);
	if (!built->why && !trusted) {
		built->why = inspect_text(text.s);
		built->refused = built->why != NULL;
	}
	if (!built->why && !trusted)
		built->why = inspect_order(text.s);
	if (!built->why)
		built->why = compile_student(spec, folder, trusted);
	if (!built->why && !trusted && !traced) {
		built->why = inspect_built(spec, folder, text.s, &built->fixed);
		built->refused = built->why != NULL;
	}
	if (!built->why)
		built->why = link_program(spec, folder);
	if (built->why) {
		shorten(built->why, spec, jail_holds(folder));
		built->why = first_message(built->why);
	}
	text_free(&text);
	free(copy);
}

void build_traced(struct built *built, const struct spec *spec,
		  const char *source, const char *folder)
{
	traced = true;
	build(built, spec, source, folder, false);
	traced = false;
}

/* A program's folder may be anything when it has ended, and what is in it, too:
 * no link is followed, and a folder that it has moved is not looked for. */
static int open_folder(int at, const char *name)
{
	return openat(at, name,
		      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void remove_tree(int at, const char *name)
{
	int fd = open_folder(at, name);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (!dir) {
		unlinkat(at, name, 0);
		return;
	}
	for (struct dirent *e; (e = readdir(dir));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			remove_tree(fd, e->d_name);
	closedir(dir);
	unlinkat(at, name, AT_REMOVEDIR);
}

void built_run(struct outcome *outcome, const struct built *built,
	       const char *const *argv, const struct limits *limits)
{
	char *place = format_text("/proc/self/fd/%d/run", built->at);

	if (jail_holds(built->folder)) {
		jail_fresh();
	} else {
		remove_tree(built->at, "run");
		if (mkdirat(built->at, "run", 0700))
			err(2, "%s/run", built->folder);
	}
	run(outcome, place, argv, limits);
	jail_kept();
	free(place);
}

bool built_read(struct text *text, const struct built *built, const char *name)
{
	int place = open_folder(built->at, "run");
	int fd = openat(place, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char *path = format_text("/proc/self/fd/%d", fd);
	struct stat what;
	bool fine = fd >= 0 && fstat(fd, &what) == 0 && S_ISREG(what.st_mode) &&
		    text_read(text, path);

	if (fd >= 0)
		close(fd);
	if (place >= 0)
		close(place);
	free(path);
	return fine;
}

void built_free(struct built *built)
{
	if (built->folder)
		close(built->at);
	free(built->folder);
	free(built->program);
	free(built->why);
}

static FILE *addr2line(const struct built *built, const char *option,
		       const char *at)
{
	struct text command = { 0 };
	char *end;
	FILE *pipe;

	text_add(&command, "addr2line %s -e '%s'", option, built->program);
	for (int n = 0; n < MAX_PLACES; n++, at = end) {
		unsigned long place = strtoul(at, &end, 16);

		if (end == at)
			break;
		/* A return address is behind its call. */
		text_add(&command, " 0x%lx", place - 1);
	}
	text_add(&command, " 2>/dev/null");
	pipe = popen(command.s, "re");
	text_free(&command);
	return pipe;
}

/* A line of addr2line's that is of this file; 0: it is of another. */
static int line_in(const char *line, const char *file)
{
	const char *name = strrchr(line, '/');
	size_t len = strlen(file);

	name = name ? name + 1 : line;
	return !strncmp(name, file, len) && name[len] == ':' ?
		       atoi(name + len + 1) :
		       0;
}

/* The call may stand in a function of ours, as iter_next(), that is inlined in
 * one of theirs: the first line of their file counts. */
int build_line(const struct built *built, const char *at, const char *file)
{
	char line[4096];
	int number = 0;
	FILE *pipe = at ? addr2line(built, "-i", at) : NULL;

	while (pipe && !number && fgets(line, sizeof line, pipe))
		number = line_in(line, file);
	if (pipe)
		pclose(pipe);
	return number;
}

char *build_function(const struct built *built, const char *at)
{
	FILE *pipe = at ? addr2line(built, "-f", at) : NULL;
	char function[4096] = "?", *name = NULL;

	if (pipe && fgets(function, sizeof function, pipe) && *function != '?')
		name = format_text("%.*s", (int)strcspn(function, "\n"),
				   function);
	if (pipe)
		pclose(pipe);
	return name;
}
