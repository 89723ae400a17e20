/* SPDX-License-Identifier: MIT */
/*
 * test-loader-digits.c - each dataset in a loader, with and without workers.
 *
 * Promises: "A loader with workers calls it from several threads at once" of
 * get in generator/dataset.h, kept by each kind; generator/loader.h: the
 * batches do not depend on the number of workers.  Under ThreadSanitizer, it is
 * seen whether the threads meet.  The files are those of assets/digits.c.
 */
#include <errno.h>

#include <generator/lines.h>
#include <generator/loader.h>

#include "unit.h"

#define DIGITS "build/assets/digits/"

typedef uint64_t hash_fn(const void *sample, uint64_t hash);

/* FNV-1a. */
static uint64_t hash_bytes(const void *bytes, size_t size, uint64_t hash)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ at[i]) * 0x100000001b3;
	return hash;
}

static uint64_t hash_digit(const void *sample, uint64_t hash)
{
	return hash_bytes(sample, 257, hash);
}

static uint64_t hash_file(const void *sample, uint64_t hash)
{
	const struct whole_file *file = sample;

	hash = hash_bytes(file->path, strlen(file->path), hash);
	hash = hash_bytes(file->bytes, file->size, hash);
	return hash * 31 + file->label;
}

static uint64_t hash_line(const void *sample, uint64_t hash)
{
	const struct line *line = sample;

	return hash_bytes(line->text, line->len, hash);
}

static uint64_t hash_row(const void *sample, uint64_t hash)
{
	const struct csv_row *row = sample;

	for (size_t i = 0; i < row->count; i++)
		hash = hash_line(&row->field[i], hash);
	return hash * 31 + row->line;
}

/* All batches of one epoch. */
static uint64_t hash_epoch(struct dataset *set, hash_fn *fn, unsigned workers)
{
	struct loader *l = loader_new(
		set, &(struct loader_options){ .batch = 37,
					       .shuffle = true,
					       .window = set->length ? 0 : 64,
					       .seed = 1,
					       .workers = workers });
	uint64_t hash = 0xcbf29ce484222325, count = 0;
	const struct loaded *b;

	while ((b = loader_next(l))) {
		const char *sample = b->batch.items;

		for (size_t i = 0; i < b->batch.count; i++, count++)
			hash = fn(sample + i * set->size, hash);
	}
	if (loader_error(l))
		fail_msg("%s", loader_error(l)->text);
	assert_true(count >= 500);
	loader_free(l);
	return hash;
}

static void check(struct dataset *set, hash_fn *fn)
{
	uint64_t alone;

	assert_non_null(set);
	if (set->code)
		fail_msg("%s", set->text);
	alone = hash_epoch(set, fn, 0);
	for (unsigned round = 0; round < 20; round++)
		assert_true(hash_epoch(set, fn, 1 + round % 4) == alone);
	dataset_free(set);
}

static void idx_files_are_the_same_with_workers(void **state)
{
	(void)state;
	check(dataset_idx(DIGITS "images.idx", DIGITS "labels.idx"),
	      hash_digit);
}

static void so_are_records(void **state)
{
	(void)state;
	check(dataset_records(DIGITS "digits.records", 257, 8), hash_digit);
}

static void so_are_records_in_memory(void **state)
{
	(void)state;
	check(dataset_records_mapped(DIGITS "digits.records", 257, 8),
	      hash_digit);
}

static void so_are_whole_files(void **state)
{
	(void)state;
	check(dataset_files(DIGITS "pictures", "?/?*"), hash_file);
}

static void so_are_lines(void **state)
{
	(void)state;
	check(dataset_lines(DIGITS "digits.csv"), hash_line);
}

static void so_are_rows(void **state)
{
	struct dataset *set = dataset_csv(DIGITS "digits.csv", true);

	(void)state;
	if (set->code == ENOTSUP) {
		dataset_free(set);
		skip();
	}
	check(set, hash_row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(idx_files_are_the_same_with_workers),
		cmocka_unit_test(so_are_records),
		cmocka_unit_test(so_are_records_in_memory),
		cmocka_unit_test(so_are_whole_files),
		cmocka_unit_test(so_are_lines),
		cmocka_unit_test(so_are_rows),
	};

	return RUN(tests);
}
