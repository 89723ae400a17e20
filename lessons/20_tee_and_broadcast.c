/* SPDX-License-Identifier: MIT */
/*
 * 20_tee_and_broadcast - how does one source have many readers?
 *
 * You will see: 0 to 4 for two readers, who pull at their own pace, and what
 * they miss; then a log, or yours, which is read once and pushed into four
 * reports: make 20 FILE=some.log.
 * New here: iter_tee() and its bound; iter_broadcast() into sinks, generators
 *   that take their items from gen_sent() and report when they are closed.
 * Comes from: itertools.tee(); David Beazley's "Curious Course on Coroutines",
 *   cobroadcast.py, and his largest.py.
 * Leads to: lib/src/tee.c, lib/src/broadcast.c.
 *
 * Predict: Of two readers one reads everything before the other begins.  Where
 *   are the items meanwhile?
 * Answer: in a buffer.  Who pulls has a pace of his own, and somebody must keep
 *   what the slowest has not read: Python's tee as much as it takes, ours as
 *   much as you allow.  Then it says who lags, and no item is lost.  (But what
 *   is taken from the source beside its readers, they miss.)  Who is pushed
 *   takes each item when it comes: nothing is kept, however many they are, and
 *   none of them can wait, or stop early, for the others.
 */
#define _GNU_SOURCE /* memmem(), for lines with NULs */
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <generator.h>
#include <generator/consume.h>
#include <generator/lines.h>

static void print_rest(const char *who, struct iter *reader)
{
	printf("%s:", who);
	gen_each (const int *, number, reader)
		printf(" %d", *number);
	printf("\n");
	if (iter_error(reader))
		printf("= refused: %s\n", (const char *)iter_detail(reader));
}

static void pull(void)
{
	const int numbers[] = { 0, 1, 2, 3, 4 };
	struct iter_array source = iter_array(numbers, 5, sizeof *numbers);
	struct iter *reader[2];

	iter_tee(&source.iter, reader, 2, 3, sizeof *numbers);
	iter_next(&source.iter); /* do not do that */
	print_rest("first, at most three ahead", reader[0]);
	print_rest("second", reader[1]);
	print_rest("first", reader[0]);
	iter_free(reader[0]);
	iter_free(reader[1]);
}

struct grep {
	const char *text;
};

static const void *grep(struct gen *self, void *args)
{
	const char *text = ((const struct grep *)args)->text;
	const struct line *line;
	size_t found = 0;

	while (gen_yield(self, NULL) && (line = gen_sent(self)))
		found += memmem(line->text, line->len, text, strlen(text)) != 0;
	printf("%zu lines with %s\n", found, text);
	return NULL;
}

/* A line is lent: the one that is kept must be copied. */
static const void *largest(struct gen *self, void *no_args)
{
	char kept[200] = "none";
	long long most = 0;

	while (gen_yield(self, NULL)) {
		const struct line *line = gen_sent(self);
		long long bytes = 0; /* the tenth word, if it is a number */

		sscanf(line->text, "%*s%*s%*s%*s%*s%*s%*s%*s%*s%lld", &bytes);
		if (bytes > most) {
			most = bytes;
			snprintf(kept, sizeof kept, "%s", line->text);
		}
	}
	printf("largest: %s\n", kept);
	return (void)no_args, NULL;
}

int main(int argc, char **argv)
{
	const char *path = argc > 1 ? argv[1] : "build/assets/access.log";
	struct gen *sinks[] = {
		gen_call(grep, .text = "\" 404 "),
		gen_call(grep, .text = "/slides.pdf"),
		gen_call(grep, .text = "/search?"),
		gen_new(largest, NULL, 0),
	};
	GEN_AUTO struct iter *p = iter_broadcast(iter_lines(path), sinks, 4);
	struct stat log;
	size_t lines;

	errno = EISDIR;
	if (stat(path, &log) || S_ISDIR(log.st_mode))
		err(1, "%s", path);
	if (iter_error(p))
		errx(1, "%s", (const char *)iter_detail(p));
	pull();
	lines = iter_count(p); /* at the end the sinks print */
	if (iter_error(p))
		errx(1, "%s", (const char *)iter_detail(p));
	printf("%zu lines, each read once\n", lines);
	return 0;
}
