/* SPDX-License-Identifier: MIT */
/* Written for this question alone: read(2) and memchr(), no row is handed to
 * anybody. */
#include "../bench.h"

#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static uint64_t newlines(const char *text, size_t size)
{
	const char *end = text + size;
	uint64_t count = 0;

	while ((text = memchr(text, '\n', (size_t)(end - text)))) {
		text++;
		count++;
	}
	return count;
}

static uint64_t with_memchr(long n)
{
	static char text[65536];
	int fd = open(bench_input(n), O_RDONLY);
	uint64_t count = 0;
	ssize_t got;

	if (fd < 0)
		err(1, "%s", bench_input(n));
	while ((got = read(fd, text, sizeof text)) > 0)
		count += newlines(text, (size_t)got);
	if (got < 0)
		err(1, "%s", bench_input(n));
	close(fd);
	return count;
}

BENCH = {
	.question = "rows",
	.name = "memchr",
	.role = "floor",
	.label = "read(2) and memchr()",
	.run = with_memchr,
};
