/* SPDX-License-Identifier: MIT */
/*
 * generator/dataset.h - datasets: samples to be loaded in batches.
 *
 * A dataset is one of two things:
 *
 *   indexed   it knows how many samples it has, and gets any of them by its
 *             number: an array, a file of records, a folder of images;
 *   streamed  it can be opened as an iterator, which lends one sample after
 *             the other: the lines of a file larger than the memory.
 *
 * A loader (generator/loader.h) makes batches of either.
 *
 *	struct squares {
 *		struct dataset set;
 *	};
 *
 *	static int get_square(struct dataset *set, uint64_t index,
 *			      void *sample, struct loading *in)
 *	{
 *		*(uint64_t *)sample = index * index;
 *		return 0;
 *	}
 *
 *	static const struct dataset_ops squares_ops = { .get = get_square };
 *	struct dataset squares = { &squares_ops, .length = 100,
 *				   .size = sizeof(uint64_t) };
 */
#ifndef GENERATOR_DATASET_H
#define GENERATOR_DATASET_H

#include <stdint.h>

#include <generator/iter.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dataset;
struct loading;

/* struct dataset_part - what a streamed dataset is opened for. */
struct dataset_part {
	uint64_t epoch;
	uint64_t rank, world; /* the rank-th of world parts; 0 of 1: all */
};

/*
 * struct dataset_ops - what a kind of dataset can do.
 *
 *   get       indexed: write the sample with that number, set->size bytes.
 *             Returns 0, or what loading_fail() returns.  A loader with
 *             workers calls it from several threads at once, also for one
 *             sample.
 *   get_many  as get for count samples, one behind the other in samples:
 *             faster where that can be.  If it fails, get is asked for each.
 *   view      the address of count samples from number first on, if they lie in
 *             memory one behind the other, and stay there: then nothing is
 *             copied.  NULL if not.
 *   open      streamed: an iterator over the samples of a part, which the
 *             loader frees.  One thread at a time uses it, not always the same.
 *   copy      streamed: write the sample for an item that the iterator lent.
 *             NULL: the item's first set->size bytes are copied.
 *   shards    open honours rank and world; else each rank is given all, and
 *             takes every world-th sample.
 *   free      free the dataset.  NULL: its memory is the caller's.
 *
 * Either get or open is required.
 */
struct dataset_ops {
	int (*get)(struct dataset *set, uint64_t index, void *sample,
		   struct loading *in);
	int (*get_many)(struct dataset *set, const uint64_t *index,
			size_t count, void *samples, struct loading *in);
	const void *(*view)(struct dataset *set, uint64_t first, size_t count);
	struct iter *(*open)(struct dataset *set,
			     const struct dataset_part *part);
	int (*copy)(struct dataset *set, const void *item, void *sample,
		    struct loading *in);
	void (*free)(struct dataset *set);
	bool shards;
};

/* struct dataset - the first member of every dataset. */
struct dataset {
	const struct dataset_ops *ops;
	uint64_t length; /* samples; of a streamed one: not known, 0 */
	size_t size;     /* bytes of a sample */
	int code;        /* not 0: it could not be made, for this reason */
	char *text;      /* ... in words; owned by it */
};

/*
 * dataset_free - free a dataset.  Does nothing for NULL.
 *
 * A loader only borrows its dataset: free it after the loader.
 */
void dataset_free(struct dataset *set);

/* ---- Inside get, copy and transforms ---- */

/*
 * struct loading - the loading of one sample, as those who do it see it.
 */

/*
 * loading_fail - this sample cannot be had: return loading_fail(in, EIO, ...).
 *
 *	return loading_fail(in, EIO, "%s: %s", path, strerror(errno));
 *
 * The text, of which 4000 bytes are kept, gets to the loader's consumer with
 * the place in the source, the number of the sample, epoch, batch and worker.
 *
 * Returns    code; EINVAL for 0.
 */
#define loading_fail(in, code, ...) \
	loading_fail_at(in, __FILE__, __LINE__, code, __VA_ARGS__)
int loading_fail_at(struct loading *in, const char *file, int line, int code,
		    const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * loading_room - memory that lives as long as the batch.
 *
 * For samples that are not all of one size: the sample then is a struct with a
 * pointer to it.
 *
 * Returns    size bytes, aligned for any type, uninitialised; NULL without
 *            memory (loading_fail() has then been told).
 */
void *loading_room(struct loading *in, size_t size);

/*
 * loading_random - random numbers for this sample, 64 bits each.
 *
 * They depend on the loader's seed, the epoch, the number of the sample and who
 * asks (each transform has numbers of its own), and on nothing else: the same
 * for any number of workers, ranks and batches, in any order.
 */
uint64_t loading_random(struct loading *in);

/* loading_index - the number of the sample: in the dataset or, streamed, in
 * the stream. */
uint64_t loading_index(const struct loading *in);

/* loading_cancelled - the loader is being closed: get may give up. */
bool loading_cancelled(const struct loading *in);

/* ---- Datasets ---- */

/*
 * dataset_array - count items of size bytes each, in an array.
 *
 * Indexed.  In order and without transforms its batches lie in the array
 * itself; the array is borrowed.
 *
 * Errors     of all that follow: NULL without memory; else a dataset that has
 *            code and text, with which a loader over it ends.
 */
struct dataset *dataset_array(const void *base, uint64_t count, size_t size);

/*
 * dataset_iter - what an iterator lends: a stream, for one epoch.
 *
 *   up     owned; freed with the dataset, or by the loader that used it up
 *   size   bytes of an item
 *
 * A second epoch has no samples, and EINVAL.
 */
struct dataset *dataset_iter(struct iter *up, size_t size);

#ifdef __cplusplus
}
#endif
#endif
