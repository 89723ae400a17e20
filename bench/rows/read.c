/* SPDX-License-Identifier: MIT */
/* read(2) alone: nobody looks at what was read.  So the number of rows is
 * counted beforehand, and is the answer if all of the file was read. */
#include "../bench.h"

#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024 };

static uint64_t rows;
static off_t size;

static void prepare(long n)
{
	static char text[BUFFER];
	int fd = open(bench_input(n), O_RDONLY);
	ssize_t got;

	if (fd < 0)
		err(1, "%s", bench_input(n));
	for (rows = 0, size = 0; (got = read(fd, text, BUFFER)) > 0;) {
		size += got;
		for (ssize_t i = 0; i < got; i++)
			rows += text[i] == '\n';
	}
	close(fd);
}

static uint64_t with_read(long n)
{
	static char text[BUFFER];
	int fd = open(bench_input(n), O_RDONLY);
	off_t all = 0;
	ssize_t got;

	if (fd < 0)
		err(1, "%s", bench_input(n));
	while ((got = read(fd, text, sizeof text)) > 0)
		all += got;
	close(fd);
	return all == size ? rows : 0;
}

BENCH = {
	.question = "rows",
	.name = "read",
	.role = "floor",
	.label = "read(2) alone",
	.prepare = prepare,
	.run = with_read,
};
