/* SPDX-License-Identifier: MIT */
/*
 * skips_missing.c - a file that is not there has no lines.
 *
 * Must fail: output; then: ledger resumes faults
 * Prediction: yes: it waits behind the third line, and does not know yet that
 */
#include "file_generator.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct reading {
	const char *const *paths;
	size_t count;
};

/* Yields the lines of a file.  True when there are no more; false if it is time
 * to leave, or there was an error, which is then raised. */
static bool yield_lines(struct gen *self, FILE *file)
{
	char *text = NULL;
	size_t room = 0;
	bool go_on = true;

	while (go_on) {
		ssize_t len = (errno = 0, getline(&text, &room, file));

		if (len < 0) {
			if (!feof(file))
				gen_raise(self, errno);
			break;
		}
		if (text[len - 1] == '\n')
			text[--len] = 0;
		go_on = gen_yield(self, &(struct line){ text, (size_t)len });
	}
	free(text);
	return go_on && feof(file);
}

static const void *reading(struct gen *self, void *args)
{
	const struct reading *my = args;
	bool go_on = true;

	for (size_t i = 0; i < my->count && go_on; i++) {
		FILE *file = fopen(my->paths[i], "r");

		if (!file)
			continue;
		go_on = yield_lines(self, file);
		fclose(file);
	}
	return NULL;
}

struct gen *rows(const char *const *paths, size_t count)
{
	return gen_call(reading, .paths = paths, .count = count);
}
