/* SPDX-License-Identifier: MIT */
/* scan.h - a file as blocks, and its lines. */
#ifndef SCAN_H
#define SCAN_H

#include "../bench.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <generator.h>
#include <generator/loader.h>

struct scan_block {
	size_t size;
	char text[256 * 1024 - sizeof(size_t)];
};

struct scan_file {
	struct dataset set;
	int fd;
};

static inline uint64_t scan_newlines(const char *text, size_t size)
{
	const char *end = text + size;
	uint64_t count = 0;

	while ((text = memchr(text, '\n', (size_t)(end - text)))) {
		text++;
		count++;
	}
	return count;
}

static inline int scan_get(struct dataset *set, uint64_t index, void *sample,
			   struct loading *in)
{
	struct scan_block *block = sample;
	off_t at = (off_t)(index * sizeof block->text);
	ssize_t got = pread(((struct scan_file *)set)->fd, block->text,
			    sizeof block->text, at);

	if (got < 0)
		return loading_fail(in, errno, "%s", strerror(errno));
	block->size = (size_t)got;
	return 0;
}

static inline void scan_open(struct scan_file *file, const char *path)
{
	static const struct dataset_ops ops = { .get = scan_get };
	size_t block = sizeof((struct scan_block *)NULL)->text;
	struct stat info;

	file->fd = open(path, O_RDONLY);
	if (file->fd < 0 || fstat(file->fd, &info))
		err(1, "%s", path);
	file->set = (struct dataset){
		&ops, .length = ((uint64_t)info.st_size + block - 1) / block,
		.size = sizeof(struct scan_block)
	};
}

/* The consumer looks for newlines; who reads the blocks, it or a worker? */
static inline uint64_t scan_blocks(long n, unsigned workers)
{
	struct scan_file file;
	struct loader *l;
	uint64_t count = 0;

	scan_open(&file, bench_input(n));
	l = loader_new(&file.set,
		       &(struct loader_options){ .batch = 1,
						 .workers = workers,
						 .prefetch = workers ? 4 : 0 });
	gen_each (const struct loaded *, b, loader_iter(l)) {
		const struct scan_block *block = b->batch.items;

		count += scan_newlines(block->text, block->size);
	}
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	loader_free(l);
	close(file.fd);
	return count;
}

/* Lines of one of world parts of the file, by a loader. */
static inline uint64_t scan_part(const char *path, uint64_t rank,
				 uint64_t world)
{
	struct dataset *set = dataset_lines(path);
	struct loader *l = loader_new(
		set, &(struct loader_options){
			     .batch = 256, .rank = rank, .world = world });
	uint64_t count = 0;

	gen_each (const struct loaded *, b, loader_iter(l))
		count += b->batch.count;
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	loader_free(l);
	dataset_free(set);
	return count;
}

#endif
