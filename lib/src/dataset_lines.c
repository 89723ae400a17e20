/* SPDX-License-Identifier: MIT */
/*
 * dataset_lines.c - the lines of a file as samples.
 *
 * Each part of the work is a range of the file's bytes: a line belongs to that
 * in which it begins.  So each is read by one, and nobody reads what others do.
 */
#define _GNU_SOURCE
#include <generator/dataset.h>
#include <generator/lines.h>

#include <errno.h>
#include <string.h>

#include "dataset_impl.h"
#include "iter_impl.h"

struct text {
	struct dataset set;
	uint64_t size; /* bytes, of a regular file */
	bool regular;
	char path[];
};

/* size * rank / world, where the product could be too large. */
static uint64_t border(uint64_t size, uint64_t rank, uint64_t world)
{
	return size / world * rank + size % world * rank / world;
}

static struct iter *text_open(struct dataset *set,
			      const struct dataset_part *part)
{
	const struct text *t = (const struct text *)set;

	/* Alone, it may be a pipe, and read what is appended meanwhile. */
	if (part->world <= 1)
		return iter_lines_part(t->path, 0, UINT64_MAX);
	if (!t->regular)
		return iter_failed(ESPIPE, "dataset_lines: only a regular file "
					   "can be divided among ranks");
	return iter_lines_part(t->path,
			       border(t->size, part->rank, part->world),
			       border(t->size, part->rank + 1, part->world));
}

static int text_copy(struct dataset *set, const void *item, void *sample,
		     struct loading *in)
{
	const struct line *line = item;
	char *text = loading_room(in, line->len + 1);

	(void)set;
	if (!text)
		return ENOMEM;
	memcpy(text, line->text, line->len + 1);
	*(struct line *)sample = (struct line){ text, line->len };
	return 0;
}

/* What lies together is copied together: that takes half the time. */
static size_t text_copy_many(struct dataset *set, struct iter *it,
			     void *samples, size_t count, struct loading *in)
{
	size_t ready, size;
	const struct line *from = iter_lines_ready(it, &ready), *last;
	struct line *to = samples;
	char *text;

	(void)set;
	if (!from)
		return 0;
	if (ready < count)
		count = ready;
	last = from + count - 1;
	size = (size_t)(last->text + last->len + 1 - from->text);
	text = loading_room(in, size);
	if (!text)
		return 0;
	memcpy(text, from->text, size);
	for (size_t i = 0; i < count; i++) {
		to[i].text = text + (from[i].text - from->text);
		to[i].len = from[i].len;
	}
	iter_lines_take(it, count);
	return count;
}

static void text_numbers(struct dataset *set, struct iter *it, uint64_t *number,
			 size_t count)
{
	(void)set;
	iter_lines_offsets(it, number, count);
}

static const struct dataset_ops text_ops = {
	.open = text_open,
	.copy = text_copy,
	.copy_many = text_copy_many,
	.numbers = text_numbers,
	.free = dataset_release,
	.shards = true,
};

struct dataset *dataset_lines(const char *path)
{
	size_t length = path ? strlen(path) + 1 : 1;
	struct text *t = dataset_new(&text_ops, sizeof *t + length);
	struct stat file;

	if (!t)
		return NULL;
	t->set.size = sizeof(struct line);
	memcpy(t->path, path ? path : "", length);
	if (dataset_look(&t->set, path, &file)) {
		t->regular = S_ISREG(file.st_mode);
		t->size = (uint64_t)file.st_size;
	}
	return dataset_made(&t->set);
}
