/* SPDX-License-Identifier: MIT */
/*
 * test-loader-lines.c - lines in batches, however they are copied.
 *
 * Promises: copy_many, numbers, dataset_lines() and loading_random() in
 * generator/dataset.h.  A loader takes lines many at a time, and one by one where
 * there is a window: the batches are the same.
 */
#include <errno.h>
#include <fcntl.h>

#include <generator/lines.h>
#include <generator/loader.h>

#include "unit.h"

static char path[] = "/tmp/test-loader-lines-XXXXXX";

enum { LINES = 2000 };

/* What line i says; they are of all lengths up to 200. */
static int text_of(char *to, uint64_t i)
{
	return sprintf(to, "%d %0*d", (int)i, (int)(i * 7 % 190), 0);
}

static uint64_t begins[LINES]; /* line i, at this byte */

static int write_lines(void **state)
{
	FILE *file = fdopen(mkstemp(path), "w");
	char text[256];

	(void)state;
	for (uint64_t i = 0; file && i < LINES; i++) {
		text_of(text, i);
		begins[i] = (uint64_t)ftell(file);
		fprintf(file, "%s\n", text);
	}
	return !file || fclose(file);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void check_batch(const struct loaded *b, uint64_t first)
{
	const struct line *line = b->batch.items;
	char text[256];

	for (size_t i = 0; i < b->batch.count; i++) {
		assert_int_equal(b->index[i], begins[first + i]);
		text_of(text, first + i);
		assert_string_equal(line[i].text, text);
		assert_int_equal(line[i].len, strlen(text));
	}
}

/* The lines of one rank, from line first on, in full batches but for the last.
 * Returns what comes next. */
static uint64_t check_rank(struct dataset *set, uint64_t first,
			   const struct loader_options *options)
{
	struct loader *l = loader_new(set, options);
	const struct loaded *b;
	bool last = false;

	while ((b = loader_next(l))) {
		assert_false(last);
		last = b->batch.count < options->batch;
		check_batch(b, first);
		first += b->batch.count;
	}
	assert_null(loader_error(l));
	loader_free(l);
	return first;
}

static void check_all(struct loader_options options)
{
	struct dataset *set = dataset_lines(path);
	uint64_t next = 0;

	for (options.rank = 0; options.rank < options.world; options.rank++)
		next = check_rank(set, next, &options);
	assert_int_equal(next, LINES);
	dataset_free(set);
}

static void batches_of_lines_are_full_but_the_last(void **state)
{
	(void)state;
	for (size_t batch = 1; batch < 700; batch += batch / 4 + 1)
		for (uint64_t world = 1; world <= 5; world += 2)
			check_all((struct loader_options){ .batch = batch,
							   .world = world });
	check_all((struct loader_options){ .batch = 2 * LINES, .world = 1 });
}

/* One copy for both: "\n" has become a NUL. */
static void lines_that_lie_together_are_copied_together(void **state)
{
	struct dataset *set = dataset_lines(path);
	struct loader *l =
		loader_new(set, &(struct loader_options){ .batch = 2 });
	const struct loaded *b = loader_next(l);
	const struct line *line = b->batch.items;

	(void)state;
	assert_ptr_equal(line[1].text, line[0].text + line[0].len + 1);
	loader_free(l);
	dataset_free(set);
}

static void also_with_workers(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 3; workers++)
		check_all((struct loader_options){
			.batch = 100, .world = 3, .workers = workers });
}

static void and_with_a_window_each_line_comes_once(void **state)
{
	struct dataset *set = dataset_lines(path);
	struct loader *l = loader_new(
		set, &(struct loader_options){
			     .batch = 64, .shuffle = true, .window = 300 });
	char seen[LINES] = "", text[256];
	const struct loaded *b;
	int count = 0, moved = 0;

	(void)state;
	while ((b = loader_next(l)))
		for (size_t i = 0; i < b->batch.count; i++, count++) {
			const struct line *line = b->batch.items;

			size_t number = (size_t)atoi(line[i].text);

			text_of(text, number);
			assert_string_equal(line[i].text, text);
			assert_int_equal(b->index[i], begins[number]);
			assert_int_equal(seen[number]++, 0);
			moved += number != (size_t)count;
		}
	assert_int_equal(count, LINES);
	assert_true(moved > LINES / 2);
	loader_free(l);
	dataset_free(set);
}

/* In place of each text: a random number, and which line it is of. */
static int draw(void *ctx, void *sample, struct loading *in)
{
	struct line *line = sample;

	(void)ctx;
	line->len = (size_t)loading_random(in);
	return 0;
}

/* How many lines have the number there that they have in random, or had none. */
static size_t draw_all(uint64_t *random, struct loader_options o)
{
	static const struct loader_transform transform = { draw, NULL };
	struct dataset *set = dataset_lines(path);
	size_t same = 0;

	o.transforms = &transform;
	o.transform_count = 1;
	for (o.rank = 0; o.rank < o.world; o.rank++) {
		struct loader *l = loader_new(set, &o);
		const struct loaded *b;

		while ((b = loader_next(l)))
			for (size_t i = 0; i < b->batch.count; i++) {
				const struct line *line = b->batch.items;
				int at = atoi(line[i].text);

				if (!random[at])
					random[at] = line[i].len;
				same += random[at] == line[i].len;
			}
		loader_free(l);
	}
	dataset_free(set);
	return same;
}

static int compare(const void *a, const void *b)
{
	const uint64_t *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

static void a_line_has_its_random_numbers_in_any_rank(void **state)
{
	static uint64_t random[LINES];
	struct loader_options o = { .batch = 10, .world = 1 };

	(void)state;
	assert_int_equal(draw_all(random, o), LINES);
	for (o.world = 2; o.world < 8; o.world++)
		assert_int_equal(draw_all(random, o), LINES);
	o.shuffle = true;
	o.window = 100;
	o.workers = 2;
	assert_int_equal(draw_all(random, o), LINES);
	qsort(random, LINES, sizeof *random, compare);
	for (size_t i = 1; i < LINES; i++)
		assert_true(random[i] != random[i - 1]);
}

static int fail_at_1000(void *ctx, void *sample, struct loading *in)
{
	(void)ctx;
	if (atoi(((const struct line *)sample)->text) != 1000)
		return 0;
	return loading_fail(in, EDOM, "line 1000");
}

static void an_error_names_the_byte(void **state)
{
	static const struct loader_transform transform = { fail_at_1000, NULL };
	struct dataset *set = dataset_lines(path);
	struct loader *l = loader_new(
		set, &(struct loader_options){ .batch = LINES,
					       .transforms = &transform,
					       .transform_count = 1 });
	char words[40];

	(void)state;
	snprintf(words, sizeof words, "sample %d: line 1000",
		 (int)begins[1000]);
	assert_null(loader_next(l));
	assert_true(loader_error(l)->index == begins[1000]);
	assert_non_null(strstr(loader_error(l)->text, words));
	loader_free(l);
	dataset_free(set);
}

static void a_file_that_is_gone_is_an_error(void **state)
{
	struct dataset *set = dataset_lines(path);
	struct loader *l =
		loader_new(set, &(struct loader_options){ .batch = 10 });

	assert_int_equal(remove_file(state), 0);
	assert_null(loader_next(l));
	assert_non_null(loader_error(l));
	assert_int_equal(loader_error(l)->code, ENOENT);
	assert_non_null(strstr(loader_error(l)->text, path));
	loader_free(l);
	dataset_free(set);
	assert_int_equal(close(open(path, O_CREAT | O_WRONLY, 0600)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(batches_of_lines_are_full_but_the_last),
		cmocka_unit_test(lines_that_lie_together_are_copied_together),
		cmocka_unit_test(also_with_workers),
		cmocka_unit_test(and_with_a_window_each_line_comes_once),
		cmocka_unit_test(a_line_has_its_random_numbers_in_any_rank),
		cmocka_unit_test(an_error_names_the_byte),
		cmocka_unit_test(a_file_that_is_gone_is_an_error),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, write_lines,
					   remove_file);
}
