/* SPDX-License-Identifier: MIT */
/*
 * dataset_impl.h - what the kinds of datasets have in common.
 *
 * A constructor allocates its dataset, fills it in until something goes wrong,
 * and ends with dataset_made().  So what was opened until then is released in
 * one place, by the free of that kind.
 */
#ifndef DATASET_IMPL_H
#define DATASET_IMPL_H

#include <sys/stat.h>

#include <generator/dataset.h>

/* bytes zeros, of which the first are a struct dataset; NULL without memory. */
void *dataset_new(const struct dataset_ops *ops, size_t bytes);

/* The free of a kind that has nothing but its memory. */
void dataset_release(struct dataset *set);

/* It could not be made.  Returns false. */
bool dataset_fail(struct dataset *set, int code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The dataset; or NULL, and it is freed, if it has a code without a text: there
 * was no memory for the one or the other. */
struct dataset *dataset_made(struct dataset *set);

/* What is there?  Returns false, and the dataset has failed, if it is nothing
 * that can be read. */
bool dataset_look(struct dataset *set, const char *path, struct stat *is);

/* Open a regular file.  Returns false, and the dataset has failed, if there is
 * none. */
bool dataset_open(struct dataset *set, const char *path, int *fd,
		  uint64_t *size);

/* A file in memory, to be read only. */
struct mapped {
	const char *base; /* NULL: not mapped, or empty */
	uint64_t size;
};
bool dataset_map(struct dataset *set, const char *path, struct mapped *file);
void dataset_unmap(struct mapped *file);

#endif
