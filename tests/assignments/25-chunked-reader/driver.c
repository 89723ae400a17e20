/* SPDX-License-Identifier: MIT */
/*
 * driver.c - files with lines that end in all ways; and read(2), which tells the
 * ledger, may give less than it is asked for, and fails when it is to.
 */
#include "chunked_reader.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <drive.h>

static struct {
	bool told, shorter;
	long left; /* calls, before one fails; less than 0: none */
} reading;

ssize_t read(int fd, void *bytes, size_t size)
{
	size_t most = size;
	ssize_t n;

	drive_place(__builtin_return_address(0));
	if (reading.left-- == 0) {
		drive_event("read %zu: failed", size);
		errno = EIO;
		return -1;
	}
	if (reading.shorter && size > 1)
		most = (size_t)drive_below((long)size) + 1;
	n = syscall(SYS_read, fd, bytes, most);
	if (reading.told)
		drive_event("read %zu: %zd", size, n);
	return n;
}

static const struct {
	const char *name, *text;
	size_t size;
} files[] = {
#define FILE_OF(name, text)                  \
	{                                    \
		name, text, sizeof(text) - 1 \
	}
	FILE_OF("usual", "one\ntwo\nthree and more\n\nfive\n"),
	FILE_OF("open", "one\n\ntwo, and no newline"),
	FILE_OF("crlf", "one\r\n\r\ntwo\r\nthree\nfour\r\n"),
	FILE_OF("returns", "\rone\r\r\ntwo\rthree\n\r\r\nfour\r"),
	FILE_OF("nul", "a\0b\n\0\n\0\0\r\nc\0"),
	FILE_OF("empty", ""),
	FILE_OF("blank", "\n\n\r\n\n"),
};

/* A file of n lines of 64000 bytes, NULs, which take no room on the disk. */
static const char *huge(long n)
{
	int fd = open("huge", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool fine = fd >= 0;

	for (long i = 1; fine && i <= n; i++)
		fine = pwrite(fd, "\n", 1, 64000 * i - 1) == 1;
	if (!fine || close(fd))
		err(1, "huge");
	return "huge";
}

static const char *make_file(const char *name)
{
	size_t size;

	if (!strcmp(name, "huge"))
		return huge(drive_number("n"));
	if (!strcmp(name, "drawn"))
		return drive_lines("drawn", &size);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (!strcmp(name, files[i].name))
			return drive_file(name, files[i].text, files[i].size);
	rmdir(name);
	if (!strcmp(name, "folder") && mkdir(name, 0700))
		err(1, "%s", name);
	return name;
}

/* A path of the driver's own, which is as long as the case says. */
static char *path_to(const char *name)
{
	size_t deep = drive_word("deep") ? (size_t)drive_number("deep") : 0;
	char *path = drive_alloc(2 * deep + strlen(name) + 1);

	for (size_t i = 0; i < deep; i++)
		strcat(path, "./");
	return strcat(path, name);
}

static void say_line(const struct line *line)
{
	if (reading.told)
		drive_bytes("line", line->text, line->len);
	else
		drive_say("a line of %zu", line->len);
	if (line->text[line->len])
		drive_say("no NUL behind it");
}

void drive(void)
{
	const char *file = drive_word("file");
	char *path = path_to(make_file(file));
	long stop = drive_number("stop");
	bool beside = drive_word("beside");
	struct gen *g, *other = NULL;
	const struct line *line, *its;
	int error;

	reading.told = strcmp(file, "huge");
	reading.shorter = drive_word("short");
	reading.left = drive_word("broken") ? drive_number("broken") : -1;
	g = chunked_lines(path, (size_t)drive_number("chunk"));
	if (beside)
		other = chunked_lines(make_file("crlf"), 3);
	if (drive_open_files())
		drive_event("open before a line is asked for");
	while (stop-- && (line = gen_next(g))) {
		*path = 0;
		its = gen_next(other);
		if (beside && gen_error(other))
			break;
		if (its)
			drive_bytes("beside", its->text, its->len);
		say_line(line);
	}
	error = gen_error(g);
	if (beside)
		drive_failed(gen_error(other));
	gen_free(other);
	gen_close(g);
	drive_event("open files: %d", drive_open_files());
	gen_free(g);
	drive_failed(error);
}
