/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-records.c - records of one size in a file.
 *
 * Promises: dataset_records() and dataset_records_mapped() in
 * generator/dataset.h.  What holds for both is tested for both.
 *
 * pread(2) is interposed: it can be told to give little, or to fail, and counts
 * how often it was called.
 */
#include <sys/syscall.h>

#include "dataset.h"

/* Not static: where pread() is checked by _FORTIFY_SOURCE, clang has it inline. */
struct {
	size_t most; /* bytes for each; 0: as asked for */
	int code;    /* the next one fails with it; 0: does not */
	int calls;
} reads;

ssize_t pread(int fd, void *to, size_t size, off_t at)
{
	reads.calls++;
	if (reads.code) {
		errno = reads.code;
		reads.code = 0;
		return -1;
	}
	if (reads.most && size > reads.most)
		size = reads.most;
	return syscall(SYS_pread64, fd, to, size, at);
}

typedef struct dataset *make_fn(const char *path, size_t size, uint64_t header);

static make_fn *const both[] = { dataset_records, dataset_records_mapped };

#define FOR_BOTH(make) \
	for (make_fn *const *make = both; make < both + 2; make++)

/* Record i of size bytes has this byte at j. */
static unsigned char byte_of(uint64_t i, size_t size, size_t j)
{
	return (unsigned char)(i * size + j + i / 7);
}

static void write_records(size_t header, size_t count, size_t size)
{
	size_t bytes = header + count * size;
	unsigned char *all = malloc(bytes + 1);

	memset(all, 0xee, header);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < size; j++)
			all[header + i * size + j] = byte_of(i, size, j);
	write_file(path, all, bytes);
	free(all);
}

static void check_record(const unsigned char *record, uint64_t i, size_t size)
{
	for (size_t j = 0; j < size; j++)
		assert_int_equal(record[j], byte_of(i, size, j));
}

static int read_as_usual(void **state)
{
	(void)state;
	memset(&reads, 0, sizeof reads);
	return 0;
}

static int forget_errors(void **state)
{
	(void)state;
	forget();
	return 0;
}

/* ---- Good ones ---- */

static void each_record_is_a_sample(void **state)
{
	unsigned char sample[64];

	(void)state;
	for (size_t header = 0; header <= 20; header += 5)
		for (size_t size = 1; size < 60; size += 7) {
			write_records(header, 50, size);
			FOR_BOTH(make)
			{
				struct dataset *set =
					(*make)(path, size, header);

				assert_int_equal(set->code, 0);
				assert_int_equal(set->length, 50);
				assert_int_equal(set->size, size);
				for (uint64_t i = 50; i-- > 0;) {
					get(set, i, sample);
					check_record(sample, i, size);
				}
				dataset_free(set);
			}
		}
	assert_int_equal(loading.code, 0);
}

static void a_file_without_any_has_no_samples(void **state)
{
	(void)state;
	for (size_t header = 0; header < 10; header += 9) {
		write_records(header, 0, 8);
		FOR_BOTH(make)
		{
			struct dataset *set = (*make)(path, 8, header);

			assert_int_equal(set->code, 0);
			assert_int_equal(set->length, 0);
			dataset_free(set);
		}
	}
}

static void neighbours_are_read_at_once(void **state)
{
	static const uint64_t index[] = { 4, 5, 6, 2, 1, 0, 1, 1, 8, 9 };
	unsigned char samples[10 * 12];
	struct dataset *set;

	(void)state;
	write_records(3, 10, 12);
	set = dataset_records(path, 12, 3);
	assert_int_equal(reads.calls, 0);
	assert_int_equal(set->ops->get_many(set, index, 10, samples, &loading),
			 0);
	assert_int_equal(reads.calls, 6); /* 4-6, 2, 1, 0-1, 1, 8-9 */
	for (size_t i = 0; i < 10; i++)
		check_record(samples + i * 12, index[i], 12);
	dataset_free(set);
}

static void mapped_ones_can_be_seen_where_they_are(void **state)
{
	struct dataset *set;
	const unsigned char *seen;

	(void)state;
	write_records(5, 10, 12);
	set = dataset_records_mapped(path, 12, 5);
	seen = set->ops->view(set, 3, 7);
	for (uint64_t i = 0; i < 7; i++)
		check_record(seen + i * 12, 3 + i, 12);
	dataset_free(set);
}

static void it_does_not_matter_in_which_pieces_they_come(void **state)
{
	unsigned char sample[40];
	struct dataset *set;

	(void)state;
	write_records(1, 3, 40);
	set = dataset_records(path, 40, 1);
	for (reads.most = 1; reads.most < 45; reads.most++) {
		reads.code = EINTR;
		assert_int_equal(get(set, 2, sample), 0);
		check_record(sample, 2, 40);
	}
	dataset_free(set);
}

/* ---- Bad ones ---- */

static void what_is_left_over_is_an_error_with_numbers(void **state)
{
	(void)state;
	write_records(4, 10, 12);
	FOR_BOTH(make)
	{
		check_failed((*make)(path, 12, 0), EBADMSG,
			     "4 bytes left over after 10 records of 12 bytes");
		check_failed((*make)(path, 12, 0), EBADMSG, path);
		check_failed((*make)(path, 7, 1), EBADMSG,
			     "4 bytes left over after 17 records of 7 bytes");
	}
}

static void so_is_a_header_that_is_cut(void **state)
{
	(void)state;
	write_records(4, 0, 12);
	FOR_BOTH(make)
	{
		check_failed((*make)(path, 12, 5), EBADMSG,
			     "truncated: 4 bytes, and its header alone has 5");
		check_failed((*make)(path, 12, UINT64_MAX), EBADMSG, path);
	}
}

static void so_are_what_is_no_file_and_records_of_nothing(void **state)
{
	(void)state;
	write_records(0, 1, 8);
	assert_true(mkfifo(other, 0600) == 0);
	FOR_BOTH(make)
	{
		check_failed((*make)("/no/file", 8, 0), ENOENT,
			     "/no/file: No such file or directory");
		check_failed((*make)(folder, 8, 0), EISDIR, folder);
		check_failed((*make)(other, 8, 0), EINVAL,
			     "not a regular file");
		check_failed((*make)(NULL, 8, 0), EINVAL, "no file name");
		check_failed((*make)(path, 0, 0), EINVAL, "records of 0 bytes");
	}
	unlink(other);
}

static void a_sample_that_cannot_be_read_says_why(void **state)
{
	char wanted[128], sample[12];
	struct dataset *set;

	(void)state;
	write_records(4, 10, 12);
	set = dataset_records(path, 12, 4);
	reads.code = EIO;
	assert_int_equal(get(set, 3, sample), EIO);
	snprintf(wanted, sizeof wanted, "%s: byte 40: %s", path, strerror(EIO));
	assert_string_equal(loading.text, wanted);
	forget();
	assert_int_equal(get(set, 3, sample), 0);
	dataset_free(set);
}

static void so_does_one_that_is_gone_since(void **state)
{
	static const uint64_t index[] = { 1, 2 };
	char wanted[128], samples[24];
	struct dataset *set;

	(void)state;
	write_records(4, 10, 12);
	set = dataset_records(path, 12, 4);
	assert_int_equal(truncate(path, 30), 0);
	assert_int_equal(get(set, 1, samples), 0);
	assert_int_equal(get(set, 2, samples), EBADMSG);
	snprintf(wanted, sizeof wanted, "%s: has shrunk to at most 30 bytes",
		 path);
	assert_string_equal(loading.text, wanted);
	assert_int_equal(set->ops->get_many(set, index, 2, samples, &loading),
			 EBADMSG);
	dataset_free(set);
}

static struct dataset *read_ones(void)
{
	return dataset_records(path, 12, 4);
}

static struct dataset *mapped_ones(void)
{
	return dataset_records_mapped(path, 12, 4);
}

static void without_memory_it_is_told(void **state)
{
	(void)state;
	write_records(4, 10, 12);
	check_allocations(read_ones);
	check_allocations(mapped_ones);
}

static void no_descriptor_is_left_open(void **state)
{
	int before;

	(void)state;
	write_records(4, 10, 12);
	before = entries_in("/proc/self/fd");
	FOR_BOTH(make)
	{
		dataset_free((*make)(path, 12, 4));
		dataset_free((*make)(path, 12, 0));
		dataset_free((*make)(folder, 12, 0));
	}
	assert_int_equal(entries_in("/proc/self/fd"), before);
}

#define TEST(test)                                              \
	{                                                       \
#test, test, read_as_usual, forget_errors, NULL \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_record_is_a_sample),
		TEST(a_file_without_any_has_no_samples),
		TEST(neighbours_are_read_at_once),
		TEST(mapped_ones_can_be_seen_where_they_are),
		TEST(it_does_not_matter_in_which_pieces_they_come),
		TEST(what_is_left_over_is_an_error_with_numbers),
		TEST(so_is_a_header_that_is_cut),
		TEST(so_are_what_is_no_file_and_records_of_nothing),
		TEST(a_sample_that_cannot_be_read_says_why),
		TEST(so_does_one_that_is_gone_since),
		TEST(without_memory_it_is_told),
		TEST(no_descriptor_is_left_open),
	};

	return RUN_IN_FOLDER(tests);
}
