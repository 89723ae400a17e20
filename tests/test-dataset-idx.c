/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-idx.c - IDX files.
 *
 * Promises: dataset_idx() in generator/dataset.h.  The files are written here
 * byte by byte, and by assets/digits.c.
 */
#include "dataset.h"

#define FILE_OF(to, ...)                                    \
	do {                                                \
		const unsigned char bytes_[] = __VA_ARGS__; \
		write_file(to, bytes_, sizeof bytes_);      \
	} while (0)

/* Three items of 2 x 2 bytes, and their labels. */
#define IMAGES                                                                 \
	{                                                                      \
		0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, \
			6, 7, 8, 9, 10, 11, 12                                 \
	}
#define LABELS                                  \
	{                                       \
		0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9 \
	}

static int write_both(void **state)
{
	(void)state;
	FILE_OF(path, IMAGES);
	FILE_OF(other, LABELS);
	return 0;
}

static void a_sample_is_an_item_and_its_label(void **state)
{
	struct {
		unsigned char pixel[4], label;
	} sample;
	struct dataset *set = dataset_idx(path, other);

	(void)state;
	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, 3);
	assert_int_equal(set->size, sizeof sample);
	assert_null(set->ops->view(set, 0, 3));
	for (uint64_t i = 3; i-- > 0;) {
		assert_int_equal(get(set, i, &sample), 0);
		for (uint64_t j = 0; j < 4; j++)
			assert_int_equal(sample.pixel[j], 1 + 4 * i + j);
		assert_int_equal(sample.label, 7 + i);
	}
	dataset_free(set);
}

static void without_labels_it_can_be_seen_where_it_is(void **state)
{
	struct dataset *set = dataset_idx(path, NULL);
	const unsigned char *seen = set->ops->view(set, 1, 2);
	unsigned char sample[4];

	(void)state;
	assert_int_equal(set->length, 3);
	assert_int_equal(set->size, 4);
	for (int i = 0; i < 8; i++)
		assert_int_equal(seen[i], 5 + i);
	assert_int_equal(get(set, 2, sample), 0);
	assert_memory_equal(sample, seen + 4, 4);
	dataset_free(set);
}

/* A file with two items of two elements of size bytes each: 0x01 0x02 ... */
static void write_elements(const char *to, unsigned char type, size_t size)
{
	unsigned char bytes[12 + 4 * 8] = { 0, 0, type, 2, 0, 0,
					    0, 2, 0,    0, 0, 2 };

	for (size_t i = 0; i < 4 * size; i++)
		bytes[12 + i] = (unsigned char)(i + 1);
	write_file(to, bytes, 12 + 4 * size);
}

static void elements_come_in_the_byte_order_of_the_machine(void **state)
{
	union {
		unsigned char byte[8];
		int16_t two[2];
		uint32_t four[2];
		uint64_t eight[2];
	} sample;
	struct dataset *set;

	(void)state;
	write_elements(path, 0x0b, 2);
	set = dataset_idx(path, NULL);
	assert_int_equal(set->size, 4);
	get(set, 1, &sample);
	assert_int_equal(sample.two[0], 0x0506);
	assert_int_equal(sample.two[1], 0x0708);
	dataset_free(set);

	for (unsigned char type = 0x0c; type <= 0x0d; type++) {
		write_elements(path, type, 4);
		set = dataset_idx(path, NULL);
		assert_int_equal(set->size, 8);
		get(set, 1, &sample);
		assert_int_equal(sample.four[0], 0x090a0b0c);
		assert_int_equal(sample.four[1], 0x0d0e0f10);
		dataset_free(set);
	}

	write_elements(path, 0x0e, 8);
	set = dataset_idx(path, NULL);
	assert_int_equal(set->size, 16);
	get(set, 1, &sample);
	assert_true(sample.eight[0] == 0x1112131415161718);
	assert_true(sample.eight[1] == 0x191a1b1c1d1e1f20);
	dataset_free(set);

	write_elements(path, 0x09, 1);
	set = dataset_idx(path, NULL);
	assert_int_equal(set->size, 2);
	get(set, 1, &sample);
	assert_int_equal(sample.byte[0], 3);
	assert_int_equal(sample.byte[1], 4);
	dataset_free(set);
}

static void they_are_laid_out_as_in_a_struct(void **state)
{
	struct {
		unsigned char data[4];
		double label[2];
	} narrow;
	struct {
		double data[2];
		unsigned char label[2];
	} wide, expected;
	uint64_t bits;
	struct dataset *set;

	(void)state;
	FILE_OF(path,
		{ 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 4, 1, 2, 3, 4, 5, 6, 7, 8 });
	write_elements(other, 0x0e, 8);
	set = dataset_idx(path, other);
	assert_int_equal(set->size, sizeof narrow);
	get(set, 1, &narrow);
	assert_int_equal(narrow.data[0], 5);
	memcpy(&bits, &narrow.label[1], sizeof bits);
	assert_true(bits == 0x191a1b1c1d1e1f20);
	dataset_free(set);

	write_elements(path, 0x0e, 8);
	write_elements(other, 0x08, 1);
	set = dataset_idx(path, other);
	assert_int_equal(set->size, sizeof wide);
	memset(&wide, 0xdd, sizeof wide);
	get(set, 1, &wide);
	memset(&expected, 0, sizeof expected); /* also what is behind label */
	memcpy(expected.data, wide.data, sizeof wide.data);
	expected.label[0] = 3;
	expected.label[1] = 4;
	assert_memory_equal(&wide, &expected, sizeof wide);
	dataset_free(set);
}

static void a_file_of_no_items_is_no_error(void **state)
{
	struct dataset *set;

	(void)state;
	FILE_OF(path, { 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 4 });
	set = dataset_idx(path, NULL);
	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, 0);
	assert_int_equal(set->size, 4);
	dataset_free(set);
}

/* ---- Bad ones ---- */

/* Of neither file may a byte be missing, nor may there be one more. */
static void every_other_size_is_an_error_with_numbers(void **state)
{
	const unsigned char images[28] = IMAGES, labels[11] = LABELS;
	unsigned char longer[29] = IMAGES;

	(void)state;
	for (size_t size = 0; size < sizeof images; size++) {
		write_file(path, images, size);
		check_failed(dataset_idx(path, other), EBADMSG, "truncated: ");
	}
	write_file(path, images, 27);
	check_failed(dataset_idx(path, other), EBADMSG,
		     "27 bytes, and its header tells of 28");
	check_failed(dataset_idx(path, other), EBADMSG, path);
	write_file(path, longer, 29);
	check_failed(dataset_idx(path, other), EBADMSG,
		     "trailing bytes: 29 bytes, and its header tells of 28");
	write_file(path, images, sizeof images);
	for (size_t size = 0; size < sizeof labels; size++) {
		write_file(other, labels, size);
		check_failed(dataset_idx(path, other), EBADMSG, other);
	}
}

/* With any byte of the header changed, it is refused, or is another file that
 * is as large; nothing outside of the file is ever read. */
static void every_other_header_is_refused_or_possible(void **state)
{
	unsigned char images[28] = IMAGES;

	(void)state;
	for (size_t i = 0; i < 16; i++)
		for (int change = 1; change < 256; change++) {
			struct dataset *set;

			images[i] ^= (unsigned char)change;
			write_file(path, images, sizeof images);
			images[i] ^= (unsigned char)change;
			set = dataset_idx(path, NULL);
			if (set->code)
				assert_int_equal(set->code, EBADMSG);
			else
				assert_int_equal(load_all(set), 0);
			assert_true(set->code || set->length * set->size <= 24);
			dataset_free(set);
		}
}

static void what_is_none_of_that_format_says_how_it_begins(void **state)
{
	(void)state;
	FILE_OF(path, { 'P', '5', ' ', '2' });
	check_failed(dataset_idx(path, NULL), EBADMSG,
		     "not an IDX file: it begins with 50 35 20 32");
	FILE_OF(path, { 0x1f, 0x8b, 8, 8, 0, 0 });
	check_failed(dataset_idx(path, NULL), EBADMSG, "gunzip it first");
	FILE_OF(path, { 0, 0, 0x0a, 1, 0, 0, 0, 0 });
	check_failed(dataset_idx(path, NULL), EBADMSG, "00 00 0a 01");
	FILE_OF(path, { 0, 0, 8, 0 });
	check_failed(dataset_idx(path, NULL), EBADMSG, "00 00 08 00");
}

static void sizes_that_no_memory_has_are_refused(void **state)
{
	(void)state;
	FILE_OF(path, { 0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255,
			255, 255, 255 });
	check_failed(dataset_idx(path, NULL), EBADMSG, "too many bytes");
	/* Modulo 2^64 these are 0 bytes. */
	FILE_OF(path, { 0, 0, 8,   4, 0, 0, 0, 1, 128, 0,
			0, 0, 128, 0, 0, 0, 0, 0, 0,   4 });
	check_failed(dataset_idx(path, NULL), EBADMSG, "too many bytes");
	FILE_OF(path, { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 0 });
	check_failed(dataset_idx(path, NULL), EBADMSG, "items of 0 bytes");
}

static void there_are_as_many_labels_as_items(void **state)
{
	(void)state;
	FILE_OF(other, { 0, 0, 8, 1, 0, 0, 0, 2, 7, 8 });
	check_failed(dataset_idx(path, other), EBADMSG,
		     "2 labels, and there are 3 items in ");
}

static void both_files_must_be_there(void **state)
{
	(void)state;
	check_failed(dataset_idx("/no/file", other), ENOENT, "/no/file: No");
	check_failed(dataset_idx(path, "/no/file"), ENOENT, "/no/file: No");
	check_failed(dataset_idx(NULL, other), EINVAL, "no file name");
}

static struct dataset *both_files(void)
{
	return dataset_idx(path, other);
}

static void without_memory_it_is_told(void **state)
{
	(void)state;
	check_allocations(both_files);
}

#define TEST(test) cmocka_unit_test_setup(test, write_both)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sample_is_an_item_and_its_label),
		TEST(without_labels_it_can_be_seen_where_it_is),
		TEST(elements_come_in_the_byte_order_of_the_machine),
		TEST(they_are_laid_out_as_in_a_struct),
		TEST(a_file_of_no_items_is_no_error),
		TEST(every_other_size_is_an_error_with_numbers),
		TEST(every_other_header_is_refused_or_possible),
		TEST(what_is_none_of_that_format_says_how_it_begins),
		TEST(sizes_that_no_memory_has_are_refused),
		TEST(there_are_as_many_labels_as_items),
		TEST(both_files_must_be_there),
		TEST(without_memory_it_is_told),
	};

	return RUN_IN_FOLDER(tests);
}
