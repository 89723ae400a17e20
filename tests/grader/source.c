/* SPDX-License-Identifier: MIT */
/*
 * source.c - iterators whose every move is in the ledger.
 */
#include "drive.h"

#include <errno.h>

struct source {
	struct iter iter;
	const char *name;
	const char *base; /* NULL: the items are their own numbers */
	size_t count, size, at, fail_at;
	long number;
	int code; /* of its failure */
	bool failed, closed;
};

static const void *next(struct iter *it)
{
	struct source *my = (struct source *)it;

	drive_place(__builtin_return_address(0));
	my->failed = !my->closed && my->at == my->fail_at;
	if (my->failed) {
		drive_event("%s failed", my->name);
		my->closed = true;
		return NULL;
	}
	if (my->closed || my->at == my->count) {
		drive_event("%s end", my->name);
		return NULL;
	}
	drive_event("%s %zu", my->name, my->at);
	my->number = (long)my->at++;
	return my->base ? my->base + (my->at - 1) * my->size :
			  (const char *)&my->number;
}

static int close(struct iter *it)
{
	struct source *my = (struct source *)it;

	if (!my->closed)
		drive_event("%s closed", my->name);
	my->closed = true;
	return 0;
}

static int error(const struct iter *it, const void **with)
{
	const struct source *my = (const struct source *)it;

	if (with)
		*with = my->failed ? "the source failed" : NULL;
	return my->failed ? my->code : 0;
}

static void free_source(struct iter *it)
{
	struct source *my = (struct source *)it;

	close(it);
	drive_event("%s freed", my->name);
}

struct iter *drive_items(const char *name, const void *base, size_t count,
			 size_t size)
{
	static const struct iter_ops ops = { .next = next,
					     .close = close,
					     .error = error,
					     .free = free_source };
	struct source *my = drive_alloc(sizeof *my);

	if (!my)
		return NULL;
	*my = (struct source){ .iter = { &ops },
			       .name = name,
			       .base = base,
			       .count = count,
			       .size = size,
			       .fail_at = SIZE_MAX };
	return &my->iter;
}

struct iter *drive_source(const char *name, long count)
{
	return drive_items(name, NULL, (size_t)count, sizeof(long));
}

void drive_fail_after(struct iter *source, size_t items)
{
	struct source *my = (struct source *)source;

	my->fail_at = items;
	my->code = drive_word("error") ? (int)drive_number("error") : EIO;
}
