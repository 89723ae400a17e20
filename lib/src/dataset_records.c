/* SPDX-License-Identifier: MIT */
/*
 * dataset_records.c - records of one size in a file, read or mapped.
 */
#define _GNU_SOURCE
#include <generator/dataset.h>

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dataset_impl.h"

struct records {
	struct dataset set;
	uint64_t header;
	int fd;             /* -1: mapped, or not open */
	struct mapped file; /* of those that are mapped */
	char path[];
};

/* ---- Read ---- */

/* Several threads share the descriptor: pread(2) leaves its offset alone. */
static int read_some(struct records *r, uint64_t first, size_t count, char *to,
		     struct loading *in)
{
	uint64_t at = r->header + first * r->set.size;
	size_t left = count * r->set.size;

	while (left) {
		ssize_t got = pread(r->fd, to, left, (off_t)at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return loading_fail(in, errno,
					    "%s: byte %" PRIu64 ": %s", r->path,
					    at, strerror(errno));
		if (!got)
			return loading_fail(in, EBADMSG,
					    "%s: has shrunk to at "
					    "most %" PRIu64 " bytes",
					    r->path, at);
		to += got;
		at += (uint64_t)got;
		left -= (size_t)got;
	}
	return 0;
}

static int read_get(struct dataset *set, uint64_t index, void *sample,
		    struct loading *in)
{
	return read_some((struct records *)set, index, 1, sample, in);
}

/* One read for each run of neighbours: in order, one for all. */
static int read_get_many(struct dataset *set, const uint64_t *index,
			 size_t count, void *samples, struct loading *in)
{
	char *to = samples;
	int code = 0;

	for (size_t i = 0, n; i < count && !code; i += n) {
		for (n = 1; i + n < count && index[i + n] == index[i] + n;)
			n++;
		code = read_some((struct records *)set, index[i], n,
				 to + i * set->size, in);
	}
	return code;
}

/* ---- Mapped ---- */

static const void *mapped_view(struct dataset *set, uint64_t first,
			       size_t count)
{
	const struct records *r = (const struct records *)set;

	(void)count;
	return r->file.base + r->header + first * set->size;
}

static int mapped_get(struct dataset *set, uint64_t index, void *sample,
		      struct loading *in)
{
	(void)in;
	memcpy(sample, mapped_view(set, index, 1), set->size);
	return 0;
}

/* ---- Both ---- */

static void records_free(struct dataset *set)
{
	struct records *r = (struct records *)set;

	if (r->fd >= 0)
		close(r->fd);
	dataset_unmap(&r->file);
	free(r);
}

static const struct dataset_ops read_ops = {
	.get = read_get,
	.get_many = read_get_many,
	.free = records_free,
};

static const struct dataset_ops mapped_ops = {
	.get = mapped_get,
	.view = mapped_view,
	.free = records_free,
};

/* How many records are there?  What is left over means that the size or the
 * header is wrong, or that the file is not complete. */
static bool count_records(struct records *r, uint64_t bytes)
{
	uint64_t rest;

	if (bytes < r->header)
		return dataset_fail(&r->set, EBADMSG,
				    "%s: truncated: %" PRIu64 " bytes, and its "
				    "header alone has %" PRIu64,
				    r->path, bytes, r->header);
	r->set.length = (bytes - r->header) / r->set.size;
	rest = (bytes - r->header) % r->set.size;
	if (rest)
		return dataset_fail(&r->set, EBADMSG,
				    "%s: %" PRIu64 " bytes left over after "
				    "%" PRIu64 " records of %zu bytes",
				    r->path, rest, r->set.length, r->set.size);
	return true;
}

static struct dataset *records_new(const struct dataset_ops *ops,
				   const char *path, size_t size,
				   uint64_t header)
{
	size_t length = path ? strlen(path) + 1 : 1;
	struct records *r = dataset_new(ops, sizeof *r + length);
	uint64_t bytes = 0;
	bool there;

	if (!r)
		return NULL;
	r->fd = -1;
	r->header = header;
	r->set.size = size;
	memcpy(r->path, path ? path : "", length);
	if (ops == &mapped_ops)
		there = dataset_map(&r->set, path, &r->file);
	else
		there = dataset_open(&r->set, path, &r->fd, &bytes);
	if (there && !size)
		there = dataset_fail(&r->set, EINVAL, "%s: records of 0 bytes",
				     path);
	if (there)
		count_records(r, bytes ? bytes : r->file.size);
	return dataset_made(&r->set);
}

struct dataset *dataset_records(const char *path, size_t size, uint64_t header)
{
	return records_new(&read_ops, path, size, header);
}

struct dataset *dataset_records_mapped(const char *path, size_t size,
				       uint64_t header)
{
	return records_new(&mapped_ops, path, size, header);
}
