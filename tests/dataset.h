/* SPDX-License-Identifier: MIT */
/*
 * dataset.h - what tests of datasets share: a folder to write files into, the
 * part of a loader that datasets see, and all allocations failing in turn.
 */
#ifndef TESTS_DATASET_H
#define TESTS_DATASET_H

#include <fcntl.h>
#include <sys/stat.h>

#include <generator/dataset.h>

#include "allocs.h"

/* ---- Loading, as datasets see it ---- */

enum { ROOMS = 4096 };

struct loading {
	int code; /* the first that it was told of, and its text */
	char text[4096];
	void *room[ROOMS];
	size_t rooms;
};

static struct loading loading;

int loading_fail_at(struct loading *in, const char *file, int line, int code,
		    const char *format, ...)
{
	va_list args;

	(void)file;
	(void)line;
	if (in->code)
		return code;
	in->code = code;
	va_start(args, format);
	vsnprintf(in->text, sizeof in->text, format, args);
	va_end(args);
	return code;
}

void *loading_room(struct loading *in, size_t size)
{
	void *room = in->rooms < ROOMS ? malloc(size) : NULL;

	if (room)
		in->room[in->rooms++] = room;
	else
		loading_fail(in, ENOMEM, "no room");
	return room;
}

/* Give back what was given for samples, and forget errors. */
static inline void forget(void)
{
	while (loading.rooms)
		free(loading.room[--loading.rooms]);
	loading.code = 0;
	loading.text[0] = '\0';
}

static inline int get(struct dataset *set, uint64_t index, void *sample)
{
	return set->ops->get(set, index, sample, &loading);
}

static inline struct iter *open_part(struct dataset *set, uint64_t rank,
				     uint64_t world)
{
	return set->ops->open(
		set, &(struct dataset_part){ .rank = rank, .world = world });
}

static inline int copy(struct dataset *set, const void *item, void *sample)
{
	return set->ops->copy(set, item, sample, &loading);
}

static inline size_t copy_many(struct dataset *set, struct iter *it,
			       void *samples, size_t count)
{
	return set->ops->copy_many(set, it, samples, count, &loading);
}

/* ---- Files, in a folder of the test's own ---- */

static char folder[] = "/tmp/test-dataset-XXXXXX";
static char path[64], other[64];

static inline int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/file", folder);
	snprintf(other, sizeof other, "%s/other", folder);
	return 0;
}

static inline int remove_folder(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command);
}

static inline void write_file(const char *to, const void *bytes, size_t size)
{
	FILE *file = fopen(to, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

#define RUN_IN_FOLDER(tests) \
	cmocka_run_group_tests_name(__FILE__, tests, make_folder, remove_folder)

/* ---- What a test expects ---- */

/* It could not be made, for this reason: text contains these words. */
static inline void check_failed(struct dataset *set, int code, const char *text)
{
	assert_non_null(set);
	assert_int_equal(set->code, code);
	assert_int_equal(set->length, 0);
	assert_non_null(set->text);
	if (!strstr(set->text, text))
		assert_string_equal(set->text, text);
	dataset_free(set);
}

/* Load all samples; without assertions, since allocations are counted. */
static inline int load_all(struct dataset *set)
{
	char sample[64];
	const void *item;
	struct iter *it;
	int code = 0;

	for (uint64_t i = 0; i < set->length && !code; i++)
		code = get(set, i, sample);
	if (!set->ops->open)
		return code;
	it = open_part(set, 0, 1);
	while (!code && (item = iter_next(it)))
		code = set->ops->copy ? copy(set, item, sample) : 0;
	if (!code)
		code = iter_error(it);
	iter_free(it);
	return code;
}

/* Make and load it with the k-th allocation failing, and those after it if
 * all.  Returns whether there were so many. */
static inline bool check_allocation(struct dataset *(*make)(void), int k,
				    bool all)
{
	struct dataset *set;
	int code;

	allocs_watch();
	allocs.fail_at = k;
	allocs.and_all_after = all;
	set = make();
	code = set ? set->code : ENOMEM;
	if (!code)
		code = load_all(set);
	dataset_free(set);
	forget();
	allocs.watch = false;
	assert_int_equal(allocs.blocks, 0);
	assert_int_equal(allocs.mapped, 0);
	/* One that fails alone may be tried again with less. */
	if (code || (all && allocs.calls >= k))
		assert_int_equal(code, ENOMEM);
	return allocs.calls >= k;
}

/* Let each allocation fail in turn: it is told, and nothing is left over. */
static inline void check_allocations(struct dataset *(*make)(void))
{
	skip_without_allocs();
	forget();
	for (int all = 0; all < 2; all++) {
		int k = 1;

		while (check_allocation(make, k, all))
			k++;
		assert_true(k > 1);
	}
}

#endif
