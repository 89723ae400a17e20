/* SPDX-License-Identifier: MIT */
/*
 * dataset_csv.c - the rows of a CSV file, through libcsv where it is there.
 *
 * libcsv calls back for each field and each end of a row.  What it says while
 * it is given one block of the file is written down here, and then lent row by
 * row.  The row that is not complete is kept for the next block.
 */
#define _GNU_SOURCE
#include <generator/dataset.h>
#include <generator/lines.h>

#include <errno.h>

#include "dataset_impl.h"

#ifdef GEN_CSV

#include <csv.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "iter_impl.h"

enum { BLOCK = 64 * 1024 };

/* A vector that grows; items of it are counted by who uses it. */
struct vector {
	void *base;
	size_t room; /* bytes */
};

/* A row as it is kept: places, because the vectors may move. */
struct row {
	size_t text, field, count;
	uint64_t line;
};

/* A row as it is lent to copy(). */
struct lent {
	const char *text;
	const size_t *end; /* of each field, from text on; a NUL is there */
	size_t count;
	uint64_t line;
};

struct csv {
	struct iter iter;
	struct csv_parser parser;
	int fd;             /* -1: closed */
	int code;           /* why there is no more; 0 at the end */
	char *error;        /* in words; NULL without memory for it */
	struct vector text; /* the fields, each with a NUL behind it */
	struct vector ends; /* size_t: where each ends, from its row on */
	struct vector rows; /* struct row: the complete ones */
	size_t size, fields, count;
	size_t next;    /* row to be lent */
	struct row row; /* the one that is not complete */
	uint64_t line;  /* in which we are */
	bool header;    /* the next row is one */
	bool no_memory; /* in a callback, which cannot say so */
	bool lending;   /* the last answer was a row */
	struct lent lent;
	char block[BLOCK]; /* of the file: too large for a body's stack */
	char path[];
};

static bool reserve(struct csv *c, struct vector *v, size_t bytes)
{
	size_t room = v->room ? v->room : 4096;
	void *base;

	if (bytes <= v->room)
		return true;
	while (room < bytes)
		room *= 2;
	base = realloc(v->base, room);
	if (!base) {
		c->no_memory = true;
		return false;
	}
	*v = (struct vector){ base, room };
	return true;
}

static size_t *end_of(const struct csv *c, size_t field)
{
	return (size_t *)c->ends.base + field;
}

static struct row *row_at(const struct csv *c, size_t row)
{
	return (struct row *)c->rows.base + row;
}

/* ---- What libcsv says ---- */

static uint64_t newlines_in(const char *text, size_t size)
{
	const char *end = text + size;
	uint64_t count = 0;

	while ((text = memchr(text, '\n', (size_t)(end - text)))) {
		text++;
		count++;
	}
	return count;
}

static void on_field(void *bytes, size_t size, void *data)
{
	struct csv *c = data;
	char *to;

	if (!reserve(c, &c->text, c->size + size + 1) ||
	    !reserve(c, &c->ends, (c->fields + 1) * sizeof(size_t)))
		return;
	to = (char *)c->text.base + c->size;
	memcpy(to, bytes, size);
	to[size] = '\0';
	c->size += size + 1;
	*end_of(c, c->fields++) = c->size - 1 - c->row.text;
	if (!c->row.count++)
		c->row.line = c->line;
	c->line += newlines_in(to, size);
}

static void end_row(struct csv *c)
{
	if (c->header)
		c->header = false;
	else if (reserve(c, &c->rows, (c->count + 1) * sizeof(struct row)))
		*row_at(c, c->count++) = c->row;
	c->row = (struct row){ .text = c->size, .field = c->fields };
}

/* A row of which a field is missing must not be lent, nor one after it.
 *
 * Each unquoted "\r" and "\n" is told, those after an end or a blank line, too:
 * so lines can be counted. */
static void on_end(int byte, void *data)
{
	struct csv *c = data;

	if (c->row.count && !c->no_memory)
		end_row(c);
	c->line += byte == '\n';
}

/* RFC 4180: "Spaces are considered part of a field". */
static int no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

/* ---- Reading ---- */

static void stop(struct csv *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

static void fail(struct csv *c, int code)
{
	stop(c);
	c->code = code;
	if (asprintf(&c->error, "%s: %s", c->path, strerror(code)) < 0)
		c->error = NULL;
}

/* Where a quote is missing, the end of the file may be far away: what helps is
 * where the row begins. */
static void fail_in_row(struct csv *c, const char *why)
{
	uint64_t line = c->row.count ? c->row.line : c->line;

	stop(c);
	c->code = EBADMSG;
	if (asprintf(&c->error,
		     "%s:%" PRIu64 ": %s in the row that begins here", c->path,
		     line, why) < 0)
		c->error = NULL;
}

/* All complete rows were lent: keep the other one only. */
static void forget_rows(struct csv *c)
{
	size_t fields = c->fields - c->row.field;

	c->size -= c->row.text;
	if (c->size)
		memmove(c->text.base, (char *)c->text.base + c->row.text,
			c->size);
	if (fields)
		memmove(c->ends.base, end_of(c, c->row.field),
			fields * sizeof(size_t));
	c->fields = fields;
	c->row.text = c->row.field = 0;
	c->next = c->count = 0;
}

static void parse(struct csv *c, size_t size)
{
	size_t done =
		csv_parse(&c->parser, c->block, size, on_field, on_end, c);

	if (c->no_memory || csv_error(&c->parser) == CSV_ENOMEM)
		fail(c, ENOMEM);
	else if (done < size)
		fail_in_row(c, "a quote is out of place");
}

static void parse_end(struct csv *c)
{
	bool complete = !csv_fini(&c->parser, on_field, on_end, c);

	stop(c);
	if (c->no_memory)
		fail(c, ENOMEM);
	else if (!complete)
		fail_in_row(c, "a quote is never closed");
}

/* Have rows to lend.  Those before an error are. */
static bool refill(struct csv *c)
{
	forget_rows(c);
	while (!c->count && c->fd >= 0) {
		ssize_t got = read(c->fd, c->block, sizeof c->block);

		if (got > 0)
			parse(c, (size_t)got);
		else if (!got)
			parse_end(c);
		else if (errno != EINTR)
			fail(c, errno);
	}
	return c->count;
}

static const void *csv_next(struct iter *it)
{
	struct csv *c = (struct csv *)it;
	const struct row *row;

	c->lending = c->next < c->count || refill(c);
	if (!c->lending)
		return NULL;
	row = row_at(c, c->next++);
	c->lent = (struct lent){
		.text = (char *)c->text.base + row->text,
		.end = end_of(c, row->field),
		.count = row->count,
		.line = row->line,
	};
	return &c->lent;
}

static int csv_iter_error(const struct iter *it, const void **with)
{
	const struct csv *c = (const struct csv *)it;
	int code = c->lending ? 0 : c->code;

	if (with)
		*with = !code ? NULL : c->error ? c->error : strerror(code);
	return code;
}

static int csv_close(struct iter *it)
{
	struct csv *c = (struct csv *)it;

	stop(c);
	c->lending = false;
	c->next = c->count = 0;
	return 0;
}

static void csv_iter_free(struct iter *it)
{
	struct csv *c = (struct csv *)it;

	stop(c);
	csv_free(&c->parser);
	free(c->error);
	free(c->text.base);
	free(c->ends.base);
	free(c->rows.base);
	free(c);
}

static const struct iter_ops iter_ops = {
	.next = csv_next,
	.close = csv_close,
	.error = csv_iter_error,
	.free = csv_iter_free,
};

/* ---- The dataset ---- */

struct table {
	struct dataset set;
	bool header;
	char path[];
};

static struct iter *table_open(struct dataset *set,
			       const struct dataset_part *part)
{
	const struct table *t = (const struct table *)set;
	size_t length = strlen(t->path) + 1;
	struct csv *c = calloc(1, sizeof *c + length);

	(void)part;
	if (!c)
		return gen_no_memory("malloc of a CSV reader",
				     sizeof *c + length, NULL);
	c->iter.ops = &iter_ops;
	memcpy(c->path, t->path, length);
	c->header = t->header;
	c->line = 1;
	csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
	csv_set_space_func(&c->parser, no_space);
	csv_set_blk_size(&c->parser, 4096);
	do
		c->fd = open(t->path, O_RDONLY | O_CLOEXEC);
	while (c->fd < 0 && errno == EINTR);
	if (c->fd < 0)
		fail(c, errno);
	return &c->iter;
}

static int table_copy(struct dataset *set, const void *item, void *sample,
		      struct loading *in)
{
	const struct lent *row = item;
	size_t list = row->count * sizeof(struct line), from = 0;
	size_t size = row->end[row->count - 1] + 1;
	struct line *field = loading_room(in, list + size);
	char *text;

	(void)set;
	if (!field)
		return ENOMEM;
	text = memcpy((char *)field + list, row->text, size);
	for (size_t i = 0; i < row->count; i++) {
		field[i] = (struct line){ text + from, row->end[i] - from };
		from = row->end[i] + 1;
	}
	*(struct csv_row *)sample = (struct csv_row){
		.field = field,
		.count = row->count,
		.line = row->line,
	};
	return 0;
}

static const struct dataset_ops table_ops = {
	.open = table_open,
	.copy = table_copy,
	.free = dataset_release,
};

struct dataset *dataset_csv(const char *path, bool header)
{
	size_t length = path ? strlen(path) + 1 : 1;
	struct table *t = dataset_new(&table_ops, sizeof *t + length);
	struct stat file;

	if (!t)
		return NULL;
	t->set.size = sizeof(struct csv_row);
	t->header = header;
	memcpy(t->path, path ? path : "", length);
	dataset_look(&t->set, path, &file);
	return dataset_made(&t->set);
}

#else

static const struct dataset_ops none_ops = { .free = dataset_release };

struct dataset *dataset_csv(const char *path, bool header)
{
	struct dataset *set = dataset_new(&none_ops, sizeof *set);

	(void)path;
	(void)header;
	if (!set)
		return NULL;
	dataset_fail(set, ENOTSUP,
		     "dataset_csv: libgenerator was built "
		     "without libcsv (Debian package "
		     "libcsv-dev)");
	return dataset_made(set);
}

#endif
