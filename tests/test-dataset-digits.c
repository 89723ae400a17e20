/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-digits.c - real files, each format as it is used.
 *
 *	test-dataset-digits [IMAGES LABELS]
 *
 * assets/digits.c has written the same digits in each format, so each dataset
 * must have the same samples.  IMAGES and LABELS are IDX files of your own, of
 * unsigned bytes, to be read instead of ours: MNIST, for example.
 */
#include <generator/lines.h>

#include "dataset.h"

#define DIGITS "build/assets/digits/"

static const char *images = DIGITS "images.idx", *labels = DIGITS "labels.idx";

enum { SIDE = 16, PIXELS = SIDE * SIDE };

struct digit {
	unsigned char pixel[PIXELS], label;
};

/* All bytes of a file, to be freed. */
static unsigned char *slurp(const char *from, size_t *size)
{
	FILE *file = fopen(from, "r");
	unsigned char *bytes;
	struct stat is;

	if (!file || fstat(fileno(file), &is))
		fail_msg("%s: %s", from, strerror(errno));
	*size = (size_t)is.st_size;
	bytes = malloc(*size + 1);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

static size_t count_at(const unsigned char *bytes)
{
	size_t count = 0;

	for (int i = 4; i < 8; i++)
		count = count << 8 | bytes[i];
	return count;
}

static void idx_samples_are_the_bytes_of_both_files(void **state)
{
	size_t image_bytes, label_bytes, count, size;
	unsigned char *image = slurp(images, &image_bytes),
		      *label = slurp(labels, &label_bytes), *sample;
	struct dataset *set = dataset_idx(images, labels);

	(void)state;
	if (set->code)
		fail_msg("%s", set->text);
	count = count_at(image);
	size = (image_bytes - 4 - 4 * image[3]) / count;
	assert_int_equal(set->length, count);
	assert_int_equal(set->size, size + 1);
	sample = malloc(size + 1);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(get(set, i, sample), 0);
		assert_memory_equal(
			sample, image + image_bytes - (count - i) * size, size);
		assert_int_equal(sample[size], label[8 + i]);
	}
	free(sample);
	dataset_free(set);
	free(image);
	free(label);
}

static struct dataset *digits(void)
{
	struct dataset *set =
		dataset_idx(DIGITS "images.idx", DIGITS "labels.idx");

	if (set->code)
		fail_msg("%s", set->text);
	assert_int_equal(set->size, sizeof(struct digit));
	assert_true(set->length > 100);
	return set;
}

static void check_same(struct dataset *one, struct dataset *set)
{
	struct digit a, b;

	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, one->length);
	assert_int_equal(set->size, one->size);
	for (uint64_t i = 0; i < set->length; i++) {
		assert_int_equal(get(one, i, &a), 0);
		assert_int_equal(get(set, i, &b), 0);
		assert_memory_equal(&a, &b, sizeof a);
	}
	dataset_free(set);
}

static void records_are_the_same(void **state)
{
	const char *records = DIGITS "digits.records";
	struct dataset *set = digits();

	(void)state;
	check_same(set, dataset_records(records, sizeof(struct digit), 8));
	check_same(set,
		   dataset_records_mapped(records, sizeof(struct digit), 8));
	dataset_free(set);
}

/* Is this row of the CSV file that digit? */
static void check_row(const struct csv_row *row, const struct digit *d,
		      uint64_t number)
{
	const char *drawing = row->field[3].text;
	unsigned long ink = 0;

	assert_int_equal(row->count, 4);
	assert_int_equal(strtoull(row->field[0].text, NULL, 10), number);
	assert_int_equal(strtol(row->field[1].text, NULL, 10), d->label);
	assert_int_equal(row->field[3].len, SIDE * (SIDE + 1) - 1);
	for (int i = 0; i < PIXELS; i++) {
		ink += d->pixel[i];
		assert_int_equal(d->pixel[i] < 52,
				 drawing[i + i / SIDE] == ' ');
	}
	assert_int_equal(strtoul(row->field[2].text, NULL, 10), ink);
	assert_int_equal(row->line, 2 + SIDE * number);
}

static void rows_of_csv_are_the_same(void **state)
{
	struct dataset *set = digits(), *csv;
	const void *item;
	struct digit d;
	struct csv_row row;
	struct iter *it;
	uint64_t i = 0;

	(void)state;
	csv = dataset_csv(DIGITS "digits.csv", true);
	if (csv->code == ENOTSUP) {
		dataset_free(csv);
		dataset_free(set);
		skip();
	}
	it = open_part(csv, 0, 1);
	for (; (item = iter_next(it)); i++) {
		assert_int_equal(copy(csv, item, &row), 0);
		assert_int_equal(get(set, i, &d), 0);
		check_row(&row, &d, i);
		forget();
	}
	assert_int_equal(iter_error(it), 0);
	assert_int_equal(i, set->length);
	iter_free(it);
	dataset_free(csv);
	dataset_free(set);
}

/* "7/0012.pgm" is the digit number 12, a 7. */
static void check_picture(const struct whole_file *file, struct dataset *set)
{
	static const char header[] = "P5 16 16 255\n";
	uint64_t number = strtoull(file->path + 2, NULL, 10);
	struct digit d;

	assert_int_equal(get(set, number, &d), 0);
	assert_int_equal(file->label, d.label);
	assert_int_equal(file->path[0], '0' + d.label);
	assert_int_equal(file->size, sizeof header - 1 + PIXELS);
	assert_memory_equal(file->bytes, header, sizeof header - 1);
	assert_memory_equal(file->bytes + sizeof header - 1, d.pixel, PIXELS);
}

static void pictures_are_the_same(void **state)
{
	struct dataset *set = digits();
	struct dataset *files = dataset_files(DIGITS "pictures", "[0-9]/?*");
	struct whole_file file;

	(void)state;
	assert_int_equal(files->length, set->length);
	for (uint64_t i = 0; i < files->length; i++) {
		assert_int_equal(get(files, i, &file), 0);
		check_picture(&file, set);
		forget();
	}
	dataset_free(files);
	dataset_free(set);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(idx_samples_are_the_bytes_of_both_files),
		cmocka_unit_test(records_are_the_same),
		cmocka_unit_test(rows_of_csv_are_the_same),
		cmocka_unit_test(pictures_are_the_same),
	};

	if (argc == 3) {
		images = argv[1];
		labels = argv[2];
	}
	return RUN_IN_FOLDER(tests);
}
