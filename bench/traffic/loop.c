/* SPDX-License-Identifier: MIT */
/* One loop by hand: read(2), memchr(), and the digits from the end of a line. */
#include "../bench.h"

#include <err.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Of "-" it is 0. */
static uint64_t number_before(const char *end)
{
	uint64_t number = 0, place = 1;

	for (; *--end >= '0' && *end <= '9'; place *= 10)
		number += place * (uint64_t)(*end - '0');
	return number;
}

static uint64_t loop(long n)
{
	static char text[65536];
	int fd = open(bench_input(n), O_RDONLY);
	size_t kept = 0; /* the beginning of a line */
	uint64_t sum = 0;
	ssize_t got;

	while ((got = read(fd, text + kept, sizeof text - kept)) > 0) {
		const char *line = text, *end = text + kept + got, *newline;

		while ((newline = memchr(line, '\n', (size_t)(end - line)))) {
			sum += number_before(newline);
			line = newline + 1;
		}
		kept = (size_t)(end - line);
		memmove(text, line, kept);
	}
	if (got < 0)
		err(1, "%s", bench_input(n));
	close(fd);
	return sum;
}

BENCH = {
	.question = "traffic",
	.name = "loop",
	.role = "floor",
	.label = "loop, memchr()",
	.run = loop,
};
