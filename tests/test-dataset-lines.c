/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-lines.c - the lines of a text file, and parts of them.
 *
 * Promises: dataset_lines() in generator/dataset.h.  Python has no such parts;
 * what all ranks get together is compared with what getline(3) finds.
 *
 * read(2) is interposed: it counts the bytes that were read, and can fail.
 */
#include <sys/syscall.h>

#include <generator/lines.h>

#include "dataset.h"

/* Not static: where read() is checked by _FORTIFY_SOURCE, clang has it inline. */
struct {
	size_t most;  /* bytes for each; 0: as asked for */
	size_t bytes; /* were read */
	int fail_at;  /* the read with this number; 0: none */
	int calls;
} reads;

ssize_t read(int fd, void *buffer, size_t size)
{
	ssize_t got;

	if (++reads.calls == reads.fail_at) {
		errno = EIO;
		return -1;
	}
	if (reads.most && size > reads.most)
		size = reads.most;
	got = syscall(SYS_read, fd, buffer, size);
	if (got > 0)
		reads.bytes += (size_t)got;
	return got;
}

static int read_as_usual(void **state)
{
	(void)state;
	memset(&reads, 0, sizeof reads);
	forget();
	return 0;
}

/* ---- What getline(3) finds ---- */

struct expected {
	FILE *file;
	char *text;
	size_t room;
};

static void begin(struct expected *e)
{
	*e = (struct expected){ .file = fopen(path, "r") };
	assert_non_null(e->file);
}

/* The next line, without what ends it; -1: there is none. */
static ssize_t next_of(struct expected *e)
{
	ssize_t len = getline(&e->text, &e->room, e->file);

	if (len > 0 && e->text[len - 1] == '\n') {
		len--;
		if (len > 0 && e->text[len - 1] == '\r')
			len--;
	}
	return len;
}

static void check_next(struct expected *e, const struct line *line)
{
	assert_int_equal(next_of(e), line->len);
	assert_memory_equal(line->text, e->text, line->len);
	assert_int_equal(line->text[line->len], 0);
}

static void end(struct expected *e)
{
	assert_int_equal(next_of(e), -1);
	fclose(e->file);
	free(e->text);
}

/* The lines of one part come next. */
static void check_part(struct dataset *set, struct expected *e, uint64_t rank,
		       uint64_t world)
{
	struct iter *it = open_part(set, rank, world);
	const void *item;

	while ((item = iter_next(it))) {
		struct line line;

		assert_int_equal(copy(set, item, &line), 0);
		check_next(e, &line);
		forget();
	}
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

/* The same, up to many at once. */
static void check_part_many(struct dataset *set, struct expected *e,
			    uint64_t rank, uint64_t world, size_t many)
{
	struct iter *it = open_part(set, rank, world);
	struct line line[300];
	size_t count;

	while ((count = copy_many(set, it, line, many))) {
		assert_in_range(count, 1, many);
		for (size_t i = 0; i < count; i++)
			check_next(e, &line[i]);
		forget();
	}
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

static void check_world(uint64_t world)
{
	struct dataset *set = dataset_lines(path);
	struct expected e;

	assert_int_equal(set->code, 0);
	begin(&e);
	for (uint64_t rank = 0; rank < world; rank++)
		check_part(set, &e, rank, world);
	end(&e);
	begin(&e);
	for (uint64_t rank = 0; rank < world; rank++)
		check_part_many(set, &e, rank, world, 1 + rank * 7 % 300);
	end(&e);
	dataset_free(set);
}

static void check_worlds(const char *text, size_t size)
{
	write_file(path, text, size);
	for (uint64_t world = 1; world <= 64; world++)
		check_world(world);
}

/* ---- Each line once ---- */

static void odd_files_have_each_line_once(void **state)
{
	static const char *const texts[] = {
		"",
		"\n",
		"\r\n",
		"\n\n\n\n\n\n\n\n\n",
		"a",
		"a\n",
		"ab\ncd",
		"\r",
		"\r\r\n\r\n",
		"one\ntwo\r\nthree\n\n\nsix",
		"a line that is longer than most parts of the file, at last\n",
		"\na line that is longer than most parts of the file\n\n\nx",
		"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		check_worlds(texts[i], strlen(texts[i]));
}

static void bytes_of_all_kinds_do_not_matter(void **state)
{
	static const char text[] = "a\0b\n\0\n\0\0\n\n\xff\xfe\n\0";
	char all[512];

	(void)state;
	check_worlds(text, sizeof text - 1);
	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)(i * 7);
	check_worlds(all, sizeof all);
}

/* The border comes before, on and behind each byte of two newlines. */
static void a_border_may_be_anywhere(void **state)
{
	char text[100];

	(void)state;
	for (size_t at = 0; at < 98; at++) {
		memset(text, 'x', sizeof text);
		memcpy(text + at, "\n\r\n", 3 - (at == 97));
		write_file(path, text, sizeof text);
		for (uint64_t world = 1; world <= 4; world++)
			check_world(world);
	}
}

static void random_files_have_each_line_once(void **state)
{
	uint64_t seed = 1;
	char text[200];

	(void)state;
	for (int round = 0; round < 50; round++) {
		size_t size = (size_t)round * 4;

		for (size_t i = 0; i < size; i++) {
			seed = seed * 6364136223846793005 + 1442695040888963407;
			text[i] = "\n\n\rabcd\0"[seed >> 61];
		}
		check_worlds(text, size);
	}
}

static void pieces_of_any_size_do_not_matter(void **state)
{
	static const char text[] = "one\ntwo\r\n\n\nfive and more\r\n\r\nlast";

	(void)state;
	for (size_t most = 1; most < 20; most++) {
		write_file(path, text, sizeof text - 1);
		for (uint64_t world = 1; world <= 40; world++) {
			reads.most = most;
			check_world(world);
		}
	}
}

/* Lines longer than the buffer, and than the parts: most have none. */
static void lines_may_be_longer_than_all_buffers(void **state)
{
	size_t size = 1000 * 1000;
	char *text = malloc(size);

	(void)state;
	for (size_t i = 0; i < size; i++)
		text[i] = (char)('a' + i % 26);
	text[300 * 1000] = text[300 * 1000 + 1] = text[900 * 1000] = '\n';
	write_file(path, text, size);
	for (uint64_t world = 1; world <= 64; world += 7)
		check_world(world);
	free(text);
}

static void write_many(size_t count)
{
	FILE *file = fopen(path, "w");

	for (size_t i = 0; i < count; i++)
		fprintf(file, "%zu%s", i * i, i % 3 ? "\n" : "\r\n");
	fclose(file);
}

static void many_lines_cross_many_buffers(void **state)
{
	(void)state;
	write_many(100 * 1000);
	for (uint64_t world = 1; world <= 64; world += 9)
		check_world(world);
}

/* ---- And nobody reads more ---- */

static void count_lines(struct dataset *set, uint64_t rank, uint64_t world)
{
	struct iter *it = open_part(set, rank, world);

	while (iter_next(it))
		;
	iter_free(it);
}

static void a_rank_reads_its_own_part_only(void **state)
{
	struct dataset *set;
	struct stat file;

	(void)state;
	write_many(100 * 1000);
	assert_int_equal(stat(path, &file), 0);
	set = dataset_lines(path);
	for (uint64_t world = 2; world <= 64; world *= 2)
		for (uint64_t rank = 0; rank < world; rank++) {
			reads.bytes = 0;
			count_lines(set, rank, world);
			/* The byte before, and the page in which its last line
			 * ends. */
			assert_in_range(reads.bytes,
					(uint64_t)file.st_size / world,
					(uint64_t)file.st_size / world + 4098);
		}
	dataset_free(set);
}

static void also_if_no_line_begins_there(void **state)
{
	size_t size = 1000 * 1000;
	char *text = malloc(size);
	struct dataset *set;

	(void)state;
	memset(text, 'x', size);
	write_file(path, text, size);
	free(text);
	set = dataset_lines(path);
	for (uint64_t rank = 1; rank < 10; rank++) {
		reads.bytes = 0;
		count_lines(set, rank, 10);
		assert_int_equal(reads.bytes, size / 10 + 1);
	}
	dataset_free(set);

	write_file(path, "x\n", 2);
	set = dataset_lines(path);
	reads.calls = 0;
	for (uint64_t rank = 5; rank < 9; rank++)
		count_lines(set, rank, 10); /* 0 of 2 bytes are theirs */
	assert_int_equal(reads.calls, 0);
	dataset_free(set);
}

static void nothing_is_read_before_the_first_line_is_asked_for(void **state)
{
	struct dataset *set;
	struct iter *it;

	(void)state;
	write_many(1000);
	reads.calls = 0;
	set = dataset_lines(path);
	it = open_part(set, 1, 2);
	assert_int_equal(reads.calls, 0);
	assert_non_null(iter_next(it));
	assert_int_equal(reads.calls, 1);
	iter_free(it);
	dataset_free(set);
}

/* ---- What else ---- */

static void a_copy_is_its_own(void **state)
{
	struct dataset *set;
	struct iter *it;
	struct line one, two;

	(void)state;
	write_file(path, "one\ntwo\n", 8);
	set = dataset_lines(path);
	assert_int_equal(set->size, sizeof(struct line));
	assert_true(set->ops->shards);
	it = open_part(set, 0, 1);
	assert_int_equal(copy(set, iter_next(it), &one), 0);
	assert_int_equal(copy(set, iter_next(it), &two), 0);
	iter_free(it);
	dataset_free(set);
	assert_string_equal(one.text, "one");
	assert_string_equal(two.text, "two");
}

static void many_copies_lie_together(void **state)
{
	struct dataset *set;
	struct line line[3];
	struct iter *it;

	(void)state;
	write_file(path, "one\ntwo\r\nthree\nfour\n", 20);
	set = dataset_lines(path);
	it = open_part(set, 0, 1);
	assert_int_equal(copy_many(set, it, line, 3), 3);
	assert_int_equal(loading.rooms, 1);
	assert_ptr_equal(line[1].text, line[0].text + 4);
	assert_ptr_equal(line[2].text, line[0].text + 9);
	assert_string_equal(((const struct line *)iter_next(it))->text, "four");
	assert_int_equal(copy_many(set, it, line, 3), 0);
	iter_free(it);
	dataset_free(set);
}

static void without_room_nothing_is_taken(void **state)
{
	struct dataset *set;
	struct line line[3];
	struct iter *it;

	(void)state;
	write_file(path, "one\ntwo\n", 8);
	set = dataset_lines(path);
	it = open_part(set, 0, 1);
	loading.rooms = ROOMS;
	assert_int_equal(copy_many(set, it, line, 3), 0);
	loading.rooms = 0;
	assert_int_equal(loading.code, ENOMEM);
	assert_string_equal(((const struct line *)iter_next(it))->text, "one");
	iter_free(it);
	dataset_free(set);
}

static void it_can_be_opened_again_and_closed_early(void **state)
{
	int before = entries_in("/proc/self/fd");
	struct dataset *set;

	(void)state;
	write_many(1000);
	set = dataset_lines(path);
	for (uint64_t rank = 0; rank < 4; rank++) {
		struct iter *it = open_part(set, rank % 2, 2),
			    *also = open_part(set, rank % 2, 2);

		assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), 0);
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), 0);
		assert_non_null(iter_next(also));
		iter_free(it);
		iter_free(also);
	}
	assert_int_equal(entries_in("/proc/self/fd"), before);
	dataset_free(set);
}

static void an_error_comes_in_every_place(void **state)
{
	struct dataset *set;
	int code;

	(void)state;
	write_many(20 * 1000);
	set = dataset_lines(path);
	for (int at = 1; at < 5; at++)
		for (uint64_t rank = 0; rank < 2; rank++) {
			struct iter *it = open_part(set, rank, 2);

			reads.calls = 0;
			reads.fail_at = at;
			while (iter_next(it))
				;
			code = reads.calls >= at ? EIO : 0;
			assert_int_equal(iter_error(it), code);
			iter_free(it);
		}
	dataset_free(set);
}

static void what_is_no_file_is_told(void **state)
{
	struct line line;
	struct dataset *set;
	struct iter *it;

	(void)state;
	check_failed(dataset_lines("/no/file"), ENOENT,
		     "/no/file: No such file or directory");
	check_failed(dataset_lines(folder), EISDIR, folder);
	check_failed(dataset_lines(NULL), EINVAL, "no file name");

	assert_int_equal(mkfifo(other, 0600), 0);
	set = dataset_lines(other);
	assert_int_equal(set->code, 0);
	it = open_part(set, 1, 2);
	assert_int_equal(copy_many(set, it, &line, 1), 0);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ESPIPE);
	iter_free(it);
	dataset_free(set);
	unlink(other);
}

static struct dataset *all_lines(void)
{
	return dataset_lines(path);
}

static void without_memory_it_is_told(void **state)
{
	(void)state;
	write_many(1000);
	check_allocations(all_lines);
}

static void the_file_may_be_larger_than_the_memory(void **state)
{
	struct dataset *set;

	(void)state;
	skip_without_allocs();
	for (size_t count = 1000; count <= 1000 * 1000; count *= 1000) {
		write_many(count);
		allocs_watch();
		set = dataset_lines(path);
		count_lines(set, 0, 1);
		count_lines(set, 1, 3);
		dataset_free(set);
		allocs.watch = false;
		assert_in_range(allocs.largest, 64 * 1024, 80 * 1024);
		assert_in_range(allocs.mallocs, 3, 10);
		assert_int_equal(allocs.maps, 0);
	}
}

#define TEST(test) cmocka_unit_test_setup(test, read_as_usual)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(odd_files_have_each_line_once),
		TEST(bytes_of_all_kinds_do_not_matter),
		TEST(a_border_may_be_anywhere),
		TEST(random_files_have_each_line_once),
		TEST(pieces_of_any_size_do_not_matter),
		TEST(lines_may_be_longer_than_all_buffers),
		TEST(many_lines_cross_many_buffers),
		TEST(a_rank_reads_its_own_part_only),
		TEST(also_if_no_line_begins_there),
		TEST(nothing_is_read_before_the_first_line_is_asked_for),
		TEST(a_copy_is_its_own),
		TEST(many_copies_lie_together),
		TEST(without_room_nothing_is_taken),
		TEST(it_can_be_opened_again_and_closed_early),
		TEST(an_error_comes_in_every_place),
		TEST(what_is_no_file_is_told),
		TEST(without_memory_it_is_told),
		TEST(the_file_may_be_larger_than_the_memory),
	};

	return RUN_IN_FOLDER(tests);
}
