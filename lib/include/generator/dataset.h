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
 *             loading_index() is UINT64_MAX, and loading_random() the batch's.
 *   view      the address of count samples from number first on, if they lie in
 *             memory one behind the other, and stay there: then nothing is
 *             copied.  NULL if not.
 *   open      streamed: an iterator over the samples of a part, which the
 *             loader frees.  One thread at a time uses it, not always the same.
 *             What comes with its error must be a text, or NULL.
 *   copy      streamed: write the sample for an item that the iterator lent.
 *             NULL: the item's first set->size bytes are copied.
 *   copy_many  streamed: as next and copy, for up to count samples at once.
 *             Returns how many; 0 if that cannot be told or done, and then
 *             nothing was taken from the iterator: next and copy are asked.
 *   numbers   streamed: write the numbers of the count items that were taken
 *             from the iterator last: for loading_index().  NULL: they are
 *             counted.
 *   shards    open honours rank and world; else each rank is given all, and
 *             takes every world-th sample.  It needs numbers that are no
 *             other's, whatever rank and world are.
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
	size_t (*copy_many)(struct dataset *set, struct iter *it, void *samples,
			    size_t count, struct loading *in);
	void (*numbers)(struct dataset *set, struct iter *it, uint64_t *number,
			size_t count);
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
 * for any number of workers, ranks and batches, in any order.  Those of a
 * collation belong to its batch: they depend on its step, rank and world instead.
 */
uint64_t loading_random(struct loading *in);

/* loading_index - the number of the sample: in the dataset; streamed, that which
 * the dataset gives it (a line's is the byte where it begins) or, where it gives
 * none, how many came before it in the stream, whichever rank they are for.
 * Errors call it "sample 7".  UINT64_MAX in a collation. */
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

/*
 * dataset_records - records of size bytes in a file, behind header bytes.
 *
 *	struct dataset *set = dataset_records("points.bin",
 *					      sizeof(struct point), 0);
 *
 * Indexed.  They are read by pread(2), neighbours at once.
 *
 * Errors     what open(2) says.  EBADMSG if bytes are left over, or there are
 *            fewer than header; for a sample, if the file has shrunk since.
 */
struct dataset *dataset_records(const char *path, size_t size, uint64_t header);

/*
 * dataset_records_mapped - the same by mmap(2): in order, nothing is copied.
 *
 * Only for files that nobody truncates meanwhile: that would be SIGBUS.  A
 * batch that lies in the file is aligned as header and size are.
 */
struct dataset *dataset_records_mapped(const char *path, size_t size,
				       uint64_t header);

/*
 * dataset_idx - the items of an IDX file, the format of MNIST, with labels.
 *
 *	struct digit {
 *		unsigned char pixel[28 * 28], label;
 *	};
 *	struct dataset *set = dataset_idx("train-images-idx3-ubyte",
 *					  "train-labels-idx1-ubyte");
 *
 *   labels   an IDX file with as many items; NULL: there are none
 *
 * Indexed.  A sample is an item and then its label, in this machine's byte
 * order, laid out as such a struct of the files' types; what is between or
 * behind them is 0.  The files are mapped: dataset_records_mapped().
 *
 * Errors     what open(2) says.  EBADMSG if a file is none of that format, is
 *            compressed, has fewer or more bytes than its header tells of, or
 *            the numbers of items and labels differ.
 */
struct dataset *dataset_idx(const char *path, const char *labels);

/* struct whole_file - a sample of dataset_files(). */
struct whole_file {
	const char *path;  /* below the directory; the dataset's own */
	const char *bytes; /* then a NUL that is not counted */
	size_t size;
	size_t label; /* which of the folders in order of name, from 0 on */
};

/*
 * dataset_files - the files of a directory, each of them a sample.
 *
 *	struct dataset *set = dataset_files("notes", "*.txt");
 *
 *   pattern   as for glob(3), below the directory; NULL is "*".  Two stars with
 *             a slash between find the files of all folders in it, which are
 *             their labels: of rose/1.jpg it is 0, and of tulip/1.jpg 1.
 *
 * Indexed, in order of the names' bytes, folder after folder.  They are looked
 * for once, by this call, and read when they are loaded.
 *
 * Errors     what opendir(3) says; for a sample, what open(2) and read(2) say.
 *            EBADMSG if a file shrinks while it is read.
 */
struct dataset *dataset_files(const char *directory, const char *pattern);

/*
 * dataset_lines - the lines of a text file, as struct line (generator/lines.h).
 *
 * Streamed.  Each rank reads the lines that begin in its part of the bytes, and
 * nothing else: all parts together have each line once.  So no rank knows how
 * many lines are before its own: the number of a line is that of the byte where
 * it begins, from 0 on, with one rank as with many.  The file may be larger than
 * the memory.  With one rank it may be a pipe.
 *
 * Errors     as iter_lines().  ESPIPE if ranks are to share a pipe.
 */
struct dataset *dataset_lines(const char *path);

struct line;

/* struct csv_row - a sample of dataset_csv(). */
struct csv_row {
	const struct line *field; /* generator/lines.h: with a NUL, too */
	size_t count;
	uint64_t line; /* of the file, in which it begins; from 1 on */
};

/*
 * dataset_csv - the rows of a CSV file.
 *
 *   header   the first row is one of names: it is left out
 *
 * Streamed; the ranks each read all of it.  It may be a pipe.  As in RFC 4180,
 * fields in quotes may have commas, newlines and "" in them, and spaces belong
 * to a field.  Lines that are empty are no rows.  How many fields a row has is
 * for its reader to check.
 *
 * A program that is linked with the archive, libgenerator.a, needs -lcsv, too,
 * as pkg-config --static says.
 *
 * Errors     what open(2) and read(2) say.  EBADMSG for a quote that is out of
 *            place or never closed; the text then has path and line.  ENOTSUP
 *            if the library was built without libcsv (Debian's libcsv-dev).
 */
struct dataset *dataset_csv(const char *path, bool header);

#ifdef __cplusplus
}
#endif
#endif
