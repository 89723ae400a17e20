/* SPDX-License-Identifier: MIT */
/*
 * dataset_idx.c - IDX files, the format of MNIST.
 *
 * All numbers in a file are big-endian:
 *
 *	0  0  type  n | size[0] ... size[n - 1] | size[0] items
 *	bytes           32 bits each              of size[1] * ... elements
 */
#define _GNU_SOURCE
#include <generator/dataset.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "dataset_impl.h"

/* The items of one file. */
struct items {
	struct mapped file;
	const char *base; /* the first item */
	uint64_t count;
	size_t size;    /* bytes of an item */
	size_t element; /* bytes of an element */
};

struct idx {
	struct dataset set;
	struct items data, labels; /* labels.size 0: there are none */
	size_t label;              /* where in a sample its label is */
	bool gaps;                 /* there are bytes before or behind it */
};

static const unsigned char *bytes_of(const struct items *t)
{
	return (const unsigned char *)t->file.base;
}

static uint32_t word_at(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

/* Bytes of an element; 0: there is no such type. */
static size_t size_of_type(unsigned char type)
{
	switch (type) {
	case 0x08: /* unsigned char */
	case 0x09: /* signed char */
		return 1;
	case 0x0b: /* short */
		return 2;
	case 0x0c: /* int */
	case 0x0d: /* float */
		return 4;
	case 0x0e: /* double */
		return 8;
	default:
		return 0;
	}
}

static bool check_magic(struct dataset *set, const char *path,
			const struct items *t)
{
	const unsigned char *b = bytes_of(t);

	if (t->file.size < 4)
		return dataset_fail(set, EBADMSG,
				    "%s: truncated: %" PRIu64 " bytes, and "
				    "every IDX file begins with 4",
				    path, t->file.size);
	if (!b[0] && !b[1] && size_of_type(b[2]) && b[3])
		return true;
	return dataset_fail(set, EBADMSG,
			    "%s: not an IDX file: it begins with %02x %02x "
			    "%02x %02x%s",
			    path, b[0], b[1], b[2], b[3],
			    b[0] == 0x1f && b[1] == 0x8b ?
				    ", so it is compressed: gunzip it first" :
				    "");
}

/* As many bytes as the sizes in the header make: no fewer, and no more. */
static bool check_size(struct dataset *set, const char *path, struct items *t)
{
	const unsigned char *b = bytes_of(t);
	uint64_t header = 4 + 4 * (uint64_t)b[3], item, wanted = 0;
	bool huge = false;

	if (t->file.size < header)
		return dataset_fail(set, EBADMSG,
				    "%s: truncated: %" PRIu64 " bytes, and its "
				    "header alone has %" PRIu64,
				    path, t->file.size, header);
	t->element = size_of_type(b[2]);
	item = t->element;
	for (size_t i = 1; i < b[3]; i++)
		huge |= __builtin_mul_overflow(item, word_at(b + 4 + 4 * i),
					       &item);
	t->count = word_at(b + 4);
	huge |= __builtin_mul_overflow(item, t->count, &wanted);
	huge |= __builtin_add_overflow(wanted, header, &wanted);
	if (huge || item > SIZE_MAX / 4 || !item)
		return dataset_fail(set, EBADMSG,
				    "%s: its header tells of "
				    "items of %s bytes",
				    path, item || huge ? "too many" : "0");
	if (t->file.size != wanted)
		return dataset_fail(set, EBADMSG,
				    "%s: %s: %" PRIu64 " bytes, and its header "
				    "tells of %" PRIu64,
				    path,
				    t->file.size < wanted ? "truncated" :
							    "trailing bytes",
				    t->file.size, wanted);
	t->base = t->file.base + header;
	t->size = (size_t)item;
	return true;
}

static bool open_items(struct dataset *set, const char *path, struct items *t)
{
	return dataset_map(set, path, &t->file) && check_magic(set, path, t) &&
	       check_size(set, path, t);
}

/* ---- Samples ---- */

/* Do the elements lie in the file as they do in memory? */
static bool as_in_memory(const struct items *t)
{
	return t->element == 1 || __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
}

static void copy_item(char *to, const struct items *t, uint64_t index)
{
	const char *from = t->base + index * t->size;

	if (as_in_memory(t)) {
		memcpy(to, from, t->size);
		return;
	}
	for (size_t i = 0; i < t->size; i += t->element)
		for (size_t byte = 0; byte < t->element; byte++)
			to[i + byte] = from[i + t->element - 1 - byte];
}

static int idx_get(struct dataset *set, uint64_t index, void *sample,
		   struct loading *in)
{
	const struct idx *x = (const struct idx *)set;

	(void)in;
	/* A batch's bytes depend on the dataset alone: those between, too. */
	if (x->gaps)
		memset(sample, 0, set->size);
	copy_item(sample, &x->data, index);
	if (x->labels.size)
		copy_item((char *)sample + x->label, &x->labels, index);
	return 0;
}

static const void *idx_view(struct dataset *set, uint64_t first, size_t count)
{
	const struct idx *x = (const struct idx *)set;

	(void)count;
	if (x->labels.size || !as_in_memory(&x->data))
		return NULL;
	return x->data.base + first * set->size;
}

static void idx_free(struct dataset *set)
{
	struct idx *x = (struct idx *)set;

	dataset_unmap(&x->data.file);
	dataset_unmap(&x->labels.file);
	free(x);
}

static const struct dataset_ops idx_ops = {
	.get = idx_get,
	.view = idx_view,
	.free = idx_free,
};

static size_t round_up(size_t size, size_t to)
{
	return (size + to - 1) / to * to;
}

/* As a C compiler lays out struct { TYPE data[]; LABEL label[]; }. */
static void lay_out(struct idx *x)
{
	size_t align = x->data.element;

	x->set.length = x->data.count;
	x->set.size = x->data.size;
	if (!x->labels.size)
		return;
	if (align < x->labels.element)
		align = x->labels.element;
	x->label = round_up(x->data.size, x->labels.element);
	x->set.size = round_up(x->label + x->labels.size, align);
	x->gaps = x->set.size != x->data.size + x->labels.size;
}

struct dataset *dataset_idx(const char *path, const char *labels)
{
	struct idx *x = dataset_new(&idx_ops, sizeof *x);
	bool good;

	if (!x)
		return NULL;
	good = open_items(&x->set, path, &x->data) &&
	       (!labels || open_items(&x->set, labels, &x->labels));
	if (good && labels && x->labels.count != x->data.count)
		good = dataset_fail(&x->set, EBADMSG,
				    "%s: %" PRIu64 " labels, and there are "
				    "%" PRIu64 " items in %s",
				    labels, x->labels.count, x->data.count,
				    path);
	if (good)
		lay_out(x);
	return dataset_made(&x->set);
}
