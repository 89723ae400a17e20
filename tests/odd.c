/* SPDX-License-Identifier: MIT */
/*
 * odd.c - do all readers of the project see the same lines in odd files?
 *
 *	odd build/release/lessons
 *
 * Five read each file: getline(3), iter_lines(), iter_line_batches(), and the
 * programs of lesson 01 (eager: it splits all of the text at its newlines) and
 * lesson 02 (lazy: one line at a time).  What each must find is worked out here from the bytes.
 * The eager one has one row more exactly when the text is empty or ends with a
 * newline, because there is an empty text after its last newline.
 *
 * Files that cannot be read are an error for all of them, with the same reason
 * (generator/lines.h: "what open(2) and read(2) say"); for a program that means
 * one line on standard error, no row count, and exit status 1.  TAP.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <generator.h>
#include <generator/lines.h>

static int tests, failures;

static void ok(bool passed, const char *who, const char *what)
{
	failures += !passed;
	printf("%s %d - %s: %s\n", passed ? "ok" : "not ok", ++tests, who,
	       what);
}

static void *sure(void *memory)
{
	if (memory)
		return memory;
	printf("Bail out! no memory\n");
	exit(1);
}

/* ---- Texts, and the lines that are in them ---- */

struct text {
	char *bytes;
	size_t size;
};

static void add(struct text *t, const char *bytes, size_t size)
{
	t->bytes = sure(realloc(t->bytes, t->size + size + 1));
	memcpy(t->bytes + t->size, bytes, size);
	t->size += size;
}

static void add_many(struct text *t, char c, size_t count)
{
	char *bytes = sure(malloc(count + 1));

	memset(bytes, c, count);
	add(t, bytes, count);
	free(bytes);
}

struct lines {
	struct text *line;
	size_t count, room;
};

static void append(struct lines *l, const char *bytes, size_t size)
{
	if (l->count == l->room) {
		l->room = l->room ? 2 * l->room : 16;
		l->line = sure(realloc(l->line, l->room * sizeof *l->line));
	}
	l->line[l->count] = (struct text){ 0 };
	add(&l->line[l->count++], bytes, size);
}

static void forget(struct lines *l)
{
	for (size_t i = 0; i < l->count; i++)
		free(l->line[i].bytes);
	free(l->line);
	*l = (struct lines){ 0 };
}

static bool same(const struct lines *one, const struct lines *other)
{
	if (one->count != other->count)
		return false;
	for (size_t i = 0; i < one->count; i++)
		if (one->line[i].size != other->line[i].size ||
		    memcmp(one->line[i].bytes, other->line[i].bytes,
			   one->line[i].size) != 0)
			return false;
	return true;
}

/* What is in a text, by the definition: what lies between newlines. */
static struct lines split(const struct text *t)
{
	struct lines l = { 0 };
	size_t start = 0;

	for (size_t i = 0; i < t->size; i++) {
		bool cr = i > start && t->bytes[i - 1] == '\r';

		if (t->bytes[i] != '\n')
			continue;
		append(&l, t->bytes + start, i - start - cr);
		start = i + 1;
	}
	append(&l, t->bytes + start, t->size - start);
	return l;
}

static bool ends_with_newline(const struct text *t)
{
	return t->size && t->bytes[t->size - 1] == '\n';
}

/* ---- Readers: each returns an errno, or 0 ---- */

static int read_by_getline(const char *path, struct lines *l)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int code;

	if (!file)
		return errno;
	errno = 0;
	while ((len = getline(&line, &room, file)) > 0) {
		if (line[len - 1] == '\n' && --len && line[len - 1] == '\r')
			len--;
		append(l, line, (size_t)len);
	}
	code = ferror(file) ? errno : 0;
	free(line);
	fclose(file);
	return code;
}

static int read_by_iter(struct iter *it, struct lines *l)
{
	int code;

	gen_each (const struct line *, line, it)
		append(l, line->text, line->len);
	code = iter_error(it);
	iter_free(it);
	return code;
}

static int read_by_batches(struct iter *it, struct lines *l)
{
	int code;

	gen_each (const struct batch *, b, it) {
		const struct line *line = b->items;

		for (size_t i = 0; i < b->count; i++)
			append(l, line[i].text, line[i].len);
	}
	code = iter_error(it);
	iter_free(it);
	return code;
}

/* A program's output, and what it left on standard error. */
struct run {
	struct text out, err;
	int status;
};

static struct text slurp(int fd)
{
	struct text t = { 0 };
	char bytes[65536];
	ssize_t got;

	add(&t, "", 0);
	lseek(fd, 0, SEEK_SET);
	while ((got = read(fd, bytes, sizeof bytes)) > 0)
		add(&t, bytes, (size_t)got);
	t.bytes[t.size] = '\0';
	return t;
}

static struct run run(const char *program, const char *path)
{
	FILE *out = sure(tmpfile()), *err = sure(tmpfile());
	struct run r = { .status = -1 };
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (!child) {
		dup2(fileno(out), 1);
		dup2(fileno(err), 2);
		execl(program, program, path, (char *)NULL);
		_exit(127);
	}
	if (waitpid(child, &status, 0) == child && WIFEXITED(status))
		r.status = WEXITSTATUS(status);
	r.out = slurp(fileno(out));
	r.err = slurp(fileno(err));
	fclose(out);
	fclose(err);
	return r;
}

static void run_free(struct run *r)
{
	free(r->out.bytes);
	free(r->err.bytes);
}

/* "Row count: 15", the last time that it stands at the start of a line. */
static const char *row_count(const struct run *r)
{
	static const char key[] = "\nRow count: ";
	const char *end = r->out.bytes + r->out.size, *found = NULL, *at;

	for (at = r->out.bytes; at;
	     at = memmem(at, (size_t)(end - at), key, sizeof key - 1))
		found = *at == '\n' ? at++ : found;
	return found ? found + sizeof key - 1 : NULL;
}

/* Are all these lines in the output, each in quotes, in this order? */
static bool prints(const struct run *r, const struct lines *l)
{
	const char *at = r->out.bytes, *end = at + r->out.size;

	for (size_t i = 0; i < l->count; i++) {
		struct text quoted = { 0 };

		add(&quoted, "'", 1);
		add(&quoted, l->line[i].bytes, l->line[i].size);
		add(&quoted, "'", 1);
		at = memmem(at, (size_t)(end - at), quoted.bytes, quoted.size);
		free(quoted.bytes);
		if (!at)
			return false;
		at += l->line[i].size + 2;
	}
	return true;
}

/* ---- Files that can be read ---- */

struct program {
	const char *name;
	bool eager;
	char path[4096];
};

static struct program programs[] = {
	{ "01_eager_read", true, "" },
	{ "02_lazy_read", false, "" },
};

enum { PROGRAMS = sizeof programs / sizeof *programs };

static void check_program(const struct program *p, const char *file,
			  const struct lines *rows, const char *what)
{
	struct run r = run(p->path, file);
	const char *count = row_count(&r);

	ok(!r.status && count && strtoul(count, NULL, 10) == rows->count &&
		   prints(&r, rows) && !r.err.size,
	   p->name, what);
	run_free(&r);
}

static void write_file(const char *path, const struct text *t)
{
	FILE *file = sure(fopen(path, "w"));

	fwrite(t->bytes, 1, t->size, file);
	fclose(file);
}

static void check(const char *path, const struct text *t, const char *what)
{
	struct lines all = split(t), lazy = all, found = { 0 };
	bool phantom = !t->size || ends_with_newline(t);
	int fd;

	write_file(path, t);
	lazy.count -= phantom; /* the empty text after the last one */
	ok(!read_by_getline(path, &found) && same(&found, &lazy), "getline",
	   what);
	forget(&found);
	ok(!read_by_iter(iter_lines(path), &found) && same(&found, &lazy),
	   "iter_lines", what);
	forget(&found);
	ok(!read_by_batches(iter_line_batches(path, 7), &found) &&
		   same(&found, &lazy),
	   "iter_line_batches", what);
	forget(&found);
	fd = open(path, O_RDONLY);
	ok(!read_by_iter(iter_lines_fd(fd, path), &found) &&
		   same(&found, &lazy),
	   "iter_lines_fd", what);
	forget(&found);
	close(fd);
	for (int i = 0; i < PROGRAMS; i++)
		check_program(&programs[i], path,
			      programs[i].eager ? &all : &lazy, what);
	forget(&all);
}

static void check_bytes(const char *path, const char *bytes, size_t size,
			const char *what)
{
	struct text t = { 0 };

	add(&t, bytes, size);
	check(path, &t, what);
	free(t.bytes);
}

#define CHECK(path, bytes, what) \
	check_bytes(path, bytes, sizeof(bytes) - 1, what)

static void check_small(const char *path)
{
	CHECK(path, "", "an empty file");
	CHECK(path, "\n", "a newline alone");
	CHECK(path, "\n\n", "two newlines");
	CHECK(path, "a", "one character");
	CHECK(path, "a\nb\nc\n", "a newline at the end");
	CHECK(path, "a\nb\nc", "no newline at the end");
	CHECK(path, "a\n\n\nb\n\n", "empty lines");
	CHECK(path, "a\r\nb\r\nc\r\n", "CRLF");
	CHECK(path, "a\r\nb\r\nc", "CRLF, but not at the end");
	CHECK(path, "a\r\nb\nc\r\n\nd\n", "CRLF and LF mixed");
	CHECK(path, "\r\n", "CRLF alone");
	CHECK(path, "a\rb\rc\r", "CR alone is a character");
	CHECK(path, "a\r\r\nb\r", "CR before CRLF and at the end");
	CHECK(path, "\r", "one CR");
	CHECK(path, "a\0b\n\0\nc\0\n\0", "NULs");
	CHECK(path, "\0", "one NUL");
	CHECK(path, " a \n\tb\t\n", "blanks");
	CHECK(path, "a\vb\fc\x1c\x85\xe2\x80\xa8\n", "other separators");
	CHECK(path,
	      "\xef\xbb\xbf"
	      "a\n\xff\xfe\n",
	      "bytes that are no text");
}

/* A line of size bytes, ended by end, and another one. */
static void check_edge(const char *path, size_t size, const char *end)
{
	struct text t = { 0 };
	char what[80];

	add_many(&t, 'x', size);
	add(&t, end, strlen(end));
	add(&t, "after\n", 6);
	snprintf(what, sizeof what, "%s after %zu bytes",
		 *end == '\r' ? "CRLF" : "LF", size);
	check(path, &t, what);
	free(t.bytes);
}

static void check_large(const char *path)
{
	static const size_t sizes[] = {
		4095, 8191, 65535, 69631, 131071, 139263
	};
	struct text t = { 0 };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (size_t more = 0; more < 3; more++) {
			check_edge(path, sizes[i] - 1 + more, "\r\n");
			check_edge(path, sizes[i] + more, "\n");
		}
	add_many(&t, 'x', 10 * 1000 * 1000);
	check(path, &t, "a line of 10 MB without a newline");
	add_many(&t, '\n', 1);
	check(path, &t, "a line of 10 MB");
	free(t.bytes);
	t = (struct text){ 0 };
	add_many(&t, '\n', 1 << 20);
	check(path, &t, "1 MiB of newlines");
	free(t.bytes);
}

/* ---- Files that cannot ---- */

static void refuse_program(const struct program *p, const char *path, int code,
			   const char *what)
{
	struct run r = run(p->path, path);
	const char *newline = memchr(r.err.bytes, '\n', r.err.size);

	ok(r.status == 1 && !row_count(&r) && newline &&
		   newline == r.err.bytes + r.err.size - 1 &&
		   strstr(r.err.bytes, path) &&
		   strstr(r.err.bytes, strerror(code)),
	   p->name, what);
	run_free(&r);
}

static void refuse(const char *path, int code, const char *what)
{
	struct lines found = { 0 };

	ok(read_by_getline(path, &found) == code && !found.count, "getline",
	   what);
	ok(read_by_iter(iter_lines(path), &found) == code && !found.count,
	   "iter_lines", what);
	ok(read_by_batches(iter_line_batches(path, 7), &found) == code &&
		   !found.count,
	   "iter_line_batches", what);
	for (int i = 0; i < PROGRAMS; i++)
		refuse_program(&programs[i], path, code, what);
	forget(&found);
}

static void refuse_descriptor(const char *path)
{
	struct lines found = { 0 };
	int fd = open(path, O_WRONLY);

	ok(read_by_iter(iter_lines_fd(fd, path), &found) == EBADF &&
		   !found.count,
	   "iter_lines_fd", "a descriptor for writing");
	close(fd);
	ok(read_by_iter(iter_lines_fd(fd, path), &found) == EBADF &&
		   !found.count,
	   "iter_lines_fd", "a closed descriptor");
	fd = open("/", O_RDONLY);
	ok(read_by_iter(iter_lines_fd(fd, "/"), &found) == EISDIR &&
		   !found.count,
	   "iter_lines_fd", "a descriptor of a directory");
	close(fd);
	forget(&found);
}

static void check_unreadable(const char *path)
{
	refuse("/no/such/file", ENOENT, "a missing file");
	refuse("/", EISDIR, "a directory");
	if (!access("/proc/self/mem", R_OK))
		refuse("/proc/self/mem", EIO, "a file that fails to be read");
	refuse_descriptor(path);
	chmod(path, 0);
	if (access(path, R_OK))
		refuse(path, EACCES, "a file without permission");
	else
		printf("ok %d # SKIP root may read any file\n", ++tests);
}

int main(int argc, char **argv)
{
	char path[] = "/tmp/odd-XXXXXX";
	int fd = mkstemp(path);

	if (argc != 2 || fd < 0) {
		fprintf(stderr, "usage: odd build/release/lessons\n");
		return 1;
	}
	close(fd);
	for (int i = 0; i < PROGRAMS; i++)
		snprintf(programs[i].path, sizeof programs[i].path, "%s/%s",
			 argv[1], programs[i].name);
	check_small(path);
	check_large(path);
	check_unreadable(path);
	unlink(path);
	printf("1..%d\n", tests);
	return failures != 0;
}
