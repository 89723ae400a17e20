/* SPDX-License-Identifier: MIT */
/*
 * iter.c - the iterator protocol's own functions, arrays, failed iterators.
 */
#define _GNU_SOURCE
#include "gen_impl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lack of memory cannot allocate its own text. */
static _Thread_local char no_memory[256] = "out of memory";

void *gen_no_memory(const char *what, size_t size, const char *limit)
{
	/* EAGAIN: more would be locked in memory than may be. */
	const char *why = strerror(errno == EAGAIN ? EAGAIN : ENOMEM);

	if (!limit)
		limit = "see ulimit -v and -d, and vm.overcommit_memory";
	snprintf(no_memory, sizeof no_memory, "%s of %zu bytes failed: %s: %s",
		 what, size, why, limit);
	errno = ENOMEM;
	return NULL;
}

int iter_outcome(const struct iter *it, const void **with)
{
	if (with)
		*with = it ? NULL : no_memory;
	if (!it)
		return ENOMEM;
	return it->ops->error ? it->ops->error(it, with) : 0;
}

int iter_error(const struct iter *it)
{
	return iter_outcome(it, NULL);
}

const void *iter_detail(const struct iter *it)
{
	const void *with;

	return iter_outcome(it, &with) ? with : NULL;
}

int iter_close(struct iter *it)
{
	return it && it->ops->close ? it->ops->close(it) : 0;
}

void iter_free(struct iter *it)
{
	int code;

	if (it && it->ops->free) {
		it->ops->free(it);
		return;
	}
	code = iter_close(it);
	if (code)
		gen_unraisable(NULL, code, iter_detail(it));
}

bool iter_is_generator(const struct iter *it)
{
	return it && it->ops->generator;
}

/* ---- Errors of an iterator's own ---- */

void iter_fail(struct failure *f, const char *name, int code)
{
	f->code = code;
	if (asprintf(&f->text, "%s: %s", name, strerror(code)) < 0)
		f->text = NULL;
}

int iter_failure(const struct failure *f, const void **with)
{
	if (with)
		*with = !f->code ? NULL : f->text ? f->text : strerror(f->code);
	return f->code;
}

/* ---- Failed iterators ---- */

struct failed {
	struct iter iter;
	int code;
	char text[];
};

static const void *failed_next(struct iter *it)
{
	(void)it;
	return NULL;
}

static int failed_error(const struct iter *it, const void **with)
{
	const struct failed *f = (const struct failed *)it;

	if (with)
		*with = f->text;
	return f->code;
}

static void failed_free(struct iter *it)
{
	free(it);
}

static const struct iter_ops failed_ops = {
	.next = failed_next,
	.error = failed_error,
	.free = failed_free,
};

struct iter *iter_failed(int code, const char *text)
{
	size_t size = strlen(text) + 1;
	struct failed *f = malloc(sizeof *f + size);

	if (!f)
		return gen_no_memory("malloc", sizeof *f + size, NULL);
	f->iter.ops = &failed_ops;
	f->code = code;
	memcpy(f->text, text, size);
	return &f->iter;
}

/* ---- Arrays ---- */

static const void *array_next(struct iter *it)
{
	struct iter_array *a = (struct iter_array *)it;
	const char *item = a->at;

	if (item == a->end)
		return NULL;
	a->at += a->size;
	return item;
}

static int array_close(struct iter *it)
{
	struct iter_array *a = (struct iter_array *)it;

	a->at = a->end;
	return 0;
}

static const struct iter_ops array_ops = {
	.next = array_next,
	.close = array_close,
};

struct iter_array iter_array(const void *base, size_t count, size_t size)
{
	const char *at = base;

	return (struct iter_array){
		.iter = { &array_ops },
		.at = at,
		.end = count && size ? at + count * size : at,
		.size = size,
	};
}
