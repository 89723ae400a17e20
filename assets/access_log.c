/* SPDX-License-Identifier: MIT */
/*
 * access_log - write a web server's access log that never happened.
 *
 *	access-log SEED BYTES [FILE]
 *
 * Writes whole lines in Apache's common log format until at least BYTES are
 * written, about 100 bytes a line.  The same seed gives the same log on every
 * machine, and a longer log begins with the shorter one.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "random.h"

struct page {
	const char *path;
	unsigned bytes;
};

/* Those that are asked for most come first. */
static const struct page pages[] = {
	{ "/", 4521 },
	{ "/index.html", 4521 },
	{ "/static/css/site.css", 18230 },
	{ "/static/img/logo.png", 7311 },
	{ "/articles/lazy-evaluation.html", 23612 },
	{ "/articles/iterators-are-not-lists.html", 19078 },
	{ "/articles/the-cost-of-a-context-switch.html", 31450 },
	{ "/articles/how-a-function-remembers.html", 27903 },
	{ "/downloads/generators-1.2.tar.gz", 418235 },
	{ "/downloads/generators-1.1.tar.gz", 402118 },
	{ "/downloads/slides.pdf", 2764801 },
	{ "/search?q=coroutine", 9120 },
	{ "/search?q=yield+from", 8846 },
	{ "/feeds/articles.xml", 61277 },
	{ "/about/people.html", 6402 },
	{ "/data/measurements-2026.csv", 15204880 },
};

static const char *const lost[] = {
	"/favicon.ico",
	"/robots.txt",
	"/wp-login.php",
	"/articles/eager-evaluation.html",
	"/downloads/generators-2.0.tar.gz",
	"/old/index.html",
};

/* Address blocks that belong to nobody: RFC 5737 keeps them for examples. */
static const char *const networks[] = { "192.0.2", "198.51.100", "203.0.113" };

static const char *const users[] = { "ada", "grace", "dennis", "barbara" };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int write_line(FILE *out, uint64_t *seed, time_t now)
{
	/* The lower of two dice: a few pages get most of the visits. */
	unsigned a = below(seed, COUNT(pages)), b = below(seed, COUNT(pages));
	struct page page = pages[a < b ? a : b];
	const char *method = "GET", *network, *user = "-";
	unsigned host, luck = below(seed, 1000);
	int status = 200;
	char when[32], bytes[16];

	if (luck < 60) {
		status = 404;
		page = (struct page){ lost[below(seed, COUNT(lost))], 209 };
	} else if (luck < 160) {
		status = 304;
	} else if (luck < 180) {
		status = 301;
		page.bytes = 178;
	} else if (luck < 188) {
		status = 500;
		page.bytes = 530;
	} else if (luck < 230) {
		method = "HEAD";
	}
	network = networks[below(seed, COUNT(networks))];
	host = 1 + below(seed, 254);
	if (below(seed, 20) == 0)
		user = users[below(seed, COUNT(users))];

	strftime(when, sizeof(when), "%d/%b/%Y:%H:%M:%S +0000", gmtime(&now));
	snprintf(bytes, sizeof(bytes), "%u", page.bytes);
	if (status == 304 || !strcmp(method, "HEAD"))
		strcpy(bytes, "-");
	return fprintf(out, "%s.%u - %s [%s] \"%s %s HTTP/1.1\" %d %s\n",
		       network, host, user, when, method, page.path, status,
		       bytes);
}

static int parse(const char *text, uint64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoumax(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && !*end && !errno;
}

int main(int argc, char **argv)
{
	const char *name = argc == 4 ? argv[3] : "standard output";
	uint64_t seed, bytes, written = 0;
	time_t now = 1767225600; /* 1 January 2026, midnight */
	FILE *out = stdout;

	if (argc < 3 || argc > 4 || !parse(argv[1], &seed) ||
	    !parse(argv[2], &bytes)) {
		fprintf(stderr, "usage: access-log SEED BYTES [FILE]\n");
		return 2;
	}
	if (argc == 4)
		out = fopen(argv[3], "w");
	while (out && written < bytes) {
		int n = write_line(out, &seed, now);

		if (n < 0)
			break;
		written += (uint64_t)n;
		now += below(&seed, 20);
	}
	if (!out || fclose(out) || written < bytes) {
		fprintf(stderr, "access-log: %s: %s\n", name, strerror(errno));
		return 1;
	}
	return 0;
}
