/* SPDX-License-Identifier: MIT */
/*
 * test-lines.c - the lines of a file.
 *
 * Promises: generator/lines.h.  There are as many lines as in Python, with two
 * differences: a lone "\r" does not split, and bytes are not decoded.  The same
 * files are read by all readers of the project in tests/odd.c.
 *
 * read(2) is interposed: it can be told to give little, or to fail; and it sees
 * where to the reader reads.  (Fortified, it would be an inline function of the
 * C library's.)
 */
#undef _FORTIFY_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <generator/lines.h>

#include "both.h"

static struct {
	size_t most;    /* bytes for each read; 0: as asked for */
	int fail_after; /* reads; 0: never */
	int code;       /* with which it then fails */
	int calls;
	size_t least;  /* that it was asked for */
	int misplaced; /* to an address that is no multiple of 64 */
} reads;

ssize_t read(int fd, void *buffer, size_t size)
{
	if (reads.fail_after && reads.calls == reads.fail_after) {
		reads.calls++;
		errno = reads.code;
		return -1;
	}
	reads.calls++;
	reads.misplaced += (uintptr_t)buffer % 64 != 0;
	if (!reads.least || size < reads.least)
		reads.least = size;
	if (reads.most && size > reads.most)
		size = reads.most;
	return syscall(SYS_read, fd, buffer, size);
}

static int read_as_usual(void **state)
{
	memset(&reads, 0, sizeof reads);
	return say_nothing(state);
}

static char path[] = "/tmp/test-lines-XXXXXX";

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void write_file(const char *text, size_t size)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static struct iter *lines_of(const char *text, size_t size)
{
	write_file(text, size);
	return iter_lines(path);
}

#define LINES_OF(text) lines_of(text, sizeof(text) - 1)

#define assert_line(it, text_)                                          \
	do {                                                            \
		const struct line *line_ = iter_next(it);               \
		assert_non_null(line_);                                 \
		assert_int_equal(line_->len, sizeof(text_) - 1);        \
		assert_memory_equal(line_->text, text_, sizeof(text_)); \
	} while (0)
#define assert_no_line(it)                           \
	do {                                         \
		for (int i_ = 0; i_ < 2; i_++)       \
			assert_null(iter_next(it));  \
		assert_int_equal(iter_error(it), 0); \
		assert_null(iter_detail(it));        \
	} while (0)

/* ---- What a line is ---- */

static void a_line_ends_with_a_newline_that_is_not_part_of_it(void **state)
{
	struct iter *it = LINES_OF("one\ntwo words\n\nfour\n");

	(void)state;
	assert_line(it, "one");
	assert_line(it, "two words");
	assert_line(it, "");
	assert_line(it, "four");
	assert_no_line(it);
	iter_free(it);
}

static void the_last_one_needs_no_newline(void **state)
{
	struct iter *it = LINES_OF("one\ntwo");

	(void)state;
	assert_line(it, "one");
	assert_line(it, "two");
	assert_no_line(it);
	iter_free(it);
}

static void an_empty_file_has_none(void **state)
{
	struct iter *it = LINES_OF("");

	(void)state;
	assert_no_line(it);
	iter_free(it);
}

static void a_newline_alone_is_one_empty_line(void **state)
{
	struct iter *it = LINES_OF("\n");

	(void)state;
	assert_line(it, "");
	assert_no_line(it);
	iter_free(it);
}

static void it_may_end_with_carriage_return_and_newline(void **state)
{
	struct iter *it = LINES_OF("one\r\n\r\nthree\nfour\r\r\n");

	(void)state;
	assert_line(it, "one");
	assert_line(it, "");
	assert_line(it, "three");
	assert_line(it, "four\r");
	assert_no_line(it);
	iter_free(it);
}

static void a_lone_carriage_return_is_a_character(void **state)
{
	struct iter *it = LINES_OF("o\rne\n\rtwo\nthree\r");

	(void)state;
	assert_line(it, "o\rne");
	assert_line(it, "\rtwo");
	assert_line(it, "three\r");
	assert_no_line(it);
	iter_free(it);
}

static void so_is_nul(void **state)
{
	struct iter *it = LINES_OF("a\0b\n\0\n\0\0");

	(void)state;
	assert_line(it, "a\0b");
	assert_line(it, "\0");
	assert_line(it, "\0\0");
	assert_no_line(it);
	iter_free(it);
}

static void so_is_every_other_byte(void **state)
{
	char text[256], *to = text;
	struct iter *it;
	const struct line *line;

	(void)state;
	for (int c = 255; c >= 0; c--)
		if (c != '\n')
			*to++ = (char)c;
	*to = '\n';
	it = lines_of(text, 256);
	line = iter_next(it);
	assert_non_null(line);
	assert_int_equal(line->len, 255);
	assert_memory_equal(line->text, text, 255);
	assert_no_line(it);
	iter_free(it);
}

/* ---- The buffer's edge ---- */

/* One line of size bytes, ended by end, and one after it. */
static void check_edge(size_t size, const char *end)
{
	size_t ends = strlen(end);
	char *text = malloc(size + ends + 5);
	struct iter *it;
	const struct line *line;

	for (size_t i = 0; i < size; i++)
		text[i] = (char)('a' + i % 26);
	memcpy(text + size, end, ends);
	memcpy(text + size + ends, "after", 5);
	it = lines_of(text, size + ends + 5);
	line = iter_next(it);
	assert_non_null(line);
	assert_int_equal(line->len, size);
	assert_memory_equal(line->text, text, size);
	assert_int_equal(line->text[size], 0);
	assert_line(it, "after");
	assert_no_line(it);
	iter_free(it);
	free(text);
}

static void check_edges(size_t edge)
{
	for (size_t size = edge - 4; size < edge + 4; size++) {
		check_edge(size, "\n");
		check_edge(size, "\r\n");
	}
}

static void an_end_may_lie_on_the_buffer_s_edge(void **state)
{
	(void)state;
	check_edges(64 * 1024);
	check_edges(68 * 1024);
}

static void also_where_the_buffer_has_grown(void **state)
{
	(void)state;
	check_edges(128 * 1024);
	check_edges(132 * 1024);
	check_edges(136 * 1024);
}

static void a_line_of_any_length_works(void **state)
{
	(void)state;
	check_edge(10 * 1000 * 1000, "\n");
}

static void many_short_lines_cross_many_edges(void **state)
{
	size_t count = 100 * 1000;
	FILE *file = fopen(path, "w");
	struct iter *it;
	char text[32];

	(void)state;
	for (size_t i = 0; i < count; i++)
		fprintf(file, "%zu%s", i * i, i % 3 ? "\n" : "\r\n");
	fclose(file);
	it = iter_lines(path);
	for (size_t i = 0; i < count; i++) {
		const struct line *line = iter_next(it);

		snprintf(text, sizeof text, "%zu", i * i);
		assert_non_null(line);
		assert_int_equal(line->len, strlen(text));
		assert_string_equal(line->text, text);
	}
	assert_no_line(it);
	iter_free(it);
}

static void it_does_not_matter_in_which_pieces_they_come(void **state)
{
	(void)state;
	for (reads.most = 1; reads.most <= 7; reads.most++) {
		struct iter *it = LINES_OF("one\r\ntwo\n\n\r\r\nlast\r");

		assert_line(it, "one");
		assert_line(it, "two");
		assert_line(it, "");
		assert_line(it, "\r");
		assert_line(it, "last\r");
		assert_no_line(it);
		iter_free(it);
	}
}

static void a_line_is_lent_before_the_rest_is_read(void **state)
{
	int ends[2];
	struct iter *it;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	it = iter_lines_fd(ends[0], "pipe");
	assert_int_equal(write(ends[1], "one\ntw", 6), 6);
	assert_line(it, "one");
	assert_int_equal(write(ends[1], "o\n", 2), 2);
	assert_line(it, "two");
	close(ends[1]);
	assert_no_line(it);
	iter_free(it);
	close(ends[0]);
}

static void a_read_serves_64_kib_of_lines(void **state)
{
	size_t size = 1 << 20;
	char *text = malloc(size);
	struct iter *it;
	int lines = 0;

	(void)state;
	memset(text, '\n', size);
	it = lines_of(text, size);
	free(text);
	gen_each (const struct line *, line, it)
		lines += line->len == 0;
	assert_int_equal(lines, size);
	assert_in_range(reads.calls, 16, 18);
	iter_free(it);
}

/* The kernel copies pages many times slower to some odd addresses. */
static void it_is_read_in_pages_to_multiples_of_64_bytes(void **state)
{
	size_t size = 1 << 20;
	char *text = malloc(size);
	struct iter *it;

	(void)state;
	for (size_t i = 0; i < size; i++)
		text[i] = i % 61 ? 'x' : '\n';
	it = lines_of(text, size);
	free(text);
	while (iter_next(it))
		;
	assert_int_equal(reads.misplaced, 0);
	assert_int_equal(reads.least, 64 * 1024);
	iter_free(it);
}

/* A long line must not be moved for every piece of it. */
static void what_there_is_room_for_is_read_behind_the_rest(void **state)
{
	struct iter *it = LINES_OF("a line in pieces");

	(void)state;
	reads.most = 1;
	assert_line(it, "a line in pieces");
	assert_int_equal(reads.misplaced, 16);
	iter_free(it);
}

/* ---- Batches ---- */

/* Lines of all lengths up to 150 and past the end of any block, each ended in
 * its way; the last one has no end. */
static size_t many_lengths(char *text)
{
	static const char *const ends[] = { "\n", "\r\n", "\r\r\n", "\n\n" };
	size_t size = 0;

	for (size_t i = 0; i < 150; i++) {
		for (size_t j = 0; j < i * 7 % 150; j++)
			text[size++] = (char)('a' + (i + j) % 26);
		size += (size_t)sprintf(text + size, "%s", ends[i % 4]);
	}
	memcpy(text + size, "end\r", 4);
	return size + 4;
}

/* What is lent must be the line at *at, by the definition of a line. */
static void check_line(const struct line *line, const char **at,
		       const char *end)
{
	const char *stop = *at, *next;

	while (stop < end && *stop != '\n')
		stop++;
	next = stop < end ? stop + 1 : end;
	if (stop < end && stop > *at && stop[-1] == '\r')
		stop--;
	assert_true(*at < end);
	assert_int_equal(line->len, stop - *at);
	assert_memory_equal(line->text, *at, line->len);
	assert_int_equal(line->text[line->len], 0);
	*at = next;
}

static void check_batch(const struct batch *b, const char **at, const char *end)
{
	for (size_t i = 0; i < b->count; i++)
		check_line((const struct line *)b->items + i, at, end);
}

static void check_both_ways(const char *text, size_t size, size_t most)
{
	struct iter *rows = iter_lines(path),
		    *all = iter_line_batches(path, most);
	const char *at = text, *also = text, *end = text + size;

	gen_each (const struct line *, line, rows)
		check_line(line, &at, end);
	gen_each (const struct batch *, b, all) {
		assert_in_range(b->count, 1, most);
		check_batch(b, &also, end);
	}
	assert_ptr_equal(at, end);
	assert_ptr_equal(also, end);
	assert_no_line(rows);
	assert_no_line(all);
	iter_free(rows);
	iter_free(all);
}

static void batches_have_the_same_lines_whatever_their_size(void **state)
{
	char text[16 * 1024];
	size_t size = many_lengths(text);

	(void)state;
	write_file(text, size);
	for (size_t most = 1; most < 250; most++)
		check_both_ways(text, size, most);
	check_both_ways(text, size, SIZE_MAX);
}

static void and_in_whatever_pieces_they_come(void **state)
{
	static const size_t sizes[] = { 1, 2, 63, 64, 65, 1000 };
	char text[16 * 1024];
	size_t size = many_lengths(text);

	(void)state;
	write_file(text, size);
	for (reads.most = 1; reads.most <= 300; reads.most++)
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
			check_both_ways(text, size, sizes[i]);
}

static void and_wherever_the_buffer_ends(void **state)
{
	size_t size = 0, room = 1 << 20;
	char *text = malloc(room);

	(void)state;
	while (room - size > 16 * 1024)
		size += many_lengths(text + size);
	memset(text + size, 'x', room - size);
	write_file(text, room);
	for (size_t most = 1; most <= 1000 * 1000; most *= 10)
		check_both_ways(text, room, most);
	free(text);
}

#define assert_batch(it, text)                                     \
	do {                                                       \
		const struct batch *batch_ = iter_next(it);        \
		const char *at_ = text, *end_ = strchr(at_, '\0'); \
		assert_non_null(batch_);                           \
		check_batch(batch_, &at_, end_);                   \
		assert_ptr_equal(at_, end_);                       \
	} while (0)

static struct iter *batches_of(const char *text, size_t most)
{
	write_file(text, strlen(text));
	return iter_line_batches(path, most);
}

static void a_batch_has_at_most_n_lines(void **state)
{
	struct iter *it = batches_of("1\n2\n3\n4\n5\n", 2);

	(void)state;
	assert_batch(it, "1\n2\n");
	assert_batch(it, "3\n4\n");
	assert_batch(it, "5\n");
	assert_no_line(it);
	iter_free(it);
}

static void its_lines_lie_where_they_were_read(void **state)
{
	struct iter *it = batches_of("one\ntwo\r\nthree\n", 3);
	const struct batch *b = iter_next(it);
	const struct line *line = b->items;

	(void)state;
	assert_int_equal(b->count, 3);
	assert_ptr_equal(line[1].text, line[0].text + 4);
	assert_ptr_equal(line[2].text, line[1].text + 5);
	iter_free(it);
}

static void a_batch_does_not_wait_for_more_lines(void **state)
{
	int ends[2];
	struct iter *it;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	it = iter_line_batches_fd(ends[0], "pipe", 100);
	assert_int_equal(write(ends[1], "1\n2\nth", 6), 6);
	assert_batch(it, "1\n2\n");
	assert_int_equal(write(ends[1], "ree\n4\n5", 7), 7);
	assert_batch(it, "three\n4\n");
	close(ends[1]);
	assert_batch(it, "5");
	assert_no_line(it);
	iter_free(it);
	assert_int_equal(close(ends[0]), 0);
}

static void no_more_is_read_while_there_are_lines(void **state)
{
	struct iter *it = batches_of("1\n2\n3\n", 2);

	(void)state;
	assert_int_equal(reads.calls, 0);
	assert_batch(it, "1\n2\n");
	assert_batch(it, "3\n");
	assert_int_equal(reads.calls, 1);
	iter_free(it);
}

static void an_error_comes_after_the_batches_before_it(void **state)
{
	struct iter *it = batches_of("1\n2\n3\nhalf a line", 2);

	(void)state;
	reads.most = 12;
	reads.fail_after = 1;
	reads.code = EIO;
	assert_batch(it, "1\n2\n");
	assert_batch(it, "3\n");
	assert_int_equal(iter_error(it), 0);
	for (int i = 0; i < 2; i++) {
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), EIO);
	}
	assert_non_null(strstr(iter_detail(it), strerror(EIO)));
	iter_free(it);
}

static void assert_refused(struct iter *it, int code, const char *text)
{
	assert_non_null(it);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), code);
	assert_string_equal(iter_detail(it), text);
	iter_free(it);
}

static void batches_that_cannot_be_are_told_as_lines_are(void **state)
{
	(void)state;
	assert_refused(iter_line_batches("/no/file", 2), ENOENT,
		       "/no/file: No such file or directory");
	assert_refused(iter_line_batches_fd(-1, NULL, 2), EBADF,
		       "input: Bad file descriptor");
	assert_refused(iter_line_batches(NULL, 2), EINVAL,
		       "iter_line_batches: no file name given");
	assert_refused(iter_line_batches("/tmp", 0), EINVAL,
		       "iter_line_batches: n must be at least one");
	assert_refused(iter_line_batches_fd(0, NULL, 0), EINVAL,
		       "iter_line_batches: n must be at least one");
}

/* ---- Errors ---- */

static void a_missing_file_is_told_at_once(void **state)
{
	struct iter *it = iter_lines("/tmp/no/such/file");

	(void)state;
	assert_non_null(it);
	assert_int_equal(iter_error(it), ENOENT);
	assert_string_equal(iter_detail(it),
			    "/tmp/no/such/file: No such file or directory");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ENOENT);
	assert_int_equal(iter_close(it), 0);
	iter_free(it);
}

static void a_file_without_permission_too(void **state)
{
	struct iter *it;

	(void)state;
	write_file("secret\n", 7);
	chmod(path, 0);
	it = iter_lines(path);
	chmod(path, 0600);
	if (!geteuid()) { /* root may read it all the same */
		assert_line(it, "secret");
		iter_free(it);
		return;
	}
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EACCES);
	iter_free(it);
}

static void a_directory_cannot_be_read(void **state)
{
	struct iter *it = iter_lines("/tmp");

	(void)state;
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EISDIR);
	assert_string_equal(iter_detail(it), "/tmp: Is a directory");
	iter_free(it);
}

static void a_descriptor_that_is_closed_or_cannot_be_read(void **state)
{
	int fd = open("/dev/null", O_WRONLY);
	struct iter *it = iter_lines_fd(fd, "write-only");

	(void)state;
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EBADF);
	assert_string_equal(iter_detail(it), "write-only: Bad file descriptor");
	iter_free(it);
	close(fd);
	it = iter_lines_fd(fd, "closed");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EBADF);
	iter_free(it);
	it = iter_lines_fd(-1, "none");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EBADF);
	iter_free(it);
}

static void lines_before_an_error_are_lent_but_no_half_one(void **state)
{
	struct iter *it = LINES_OF("one\ntwo\nhalf a line");

	(void)state;
	reads.most = 12;
	reads.fail_after = 1;
	reads.code = EIO;
	assert_line(it, "one");
	assert_line(it, "two");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	assert_non_null(strstr(iter_detail(it), strerror(EIO)));
	assert_memory_equal(iter_detail(it), path, strlen(path));
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	iter_free(it);
}

static void an_error_where_a_line_would_begin_is_no_end(void **state)
{
	struct iter *it = LINES_OF("one\ntwo\n");

	(void)state;
	reads.fail_after = 1;
	reads.code = EIO;
	assert_line(it, "one");
	assert_line(it, "two");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EIO);
	iter_free(it);
}

static void a_signal_meanwhile_is_no_error(void **state)
{
	struct iter *it = LINES_OF("one\ntwo\n");

	(void)state;
	reads.most = 5;
	reads.fail_after = 1;
	reads.code = EINTR;
	assert_line(it, "one");
	assert_line(it, "two");
	assert_no_line(it);
	iter_free(it);
}

static void a_pipe_that_would_block_is_an_error_if_told_not_to(void **state)
{
	int ends[2];
	struct iter *it;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	it = iter_lines_fd(ends[0], "pipe");
	assert_int_equal(write(ends[1], "one\ntw", 6), 6);
	assert_line(it, "one");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), EAGAIN);
	iter_free(it);
	close(ends[0]);
	close(ends[1]);
}

/* ---- The file ---- */

static int files(void)
{
	return entries_in("/proc/self/fd");
}

static void the_file_is_opened_at_once(void **state)
{
	int before = files();
	struct iter *it = LINES_OF("one\n");

	(void)state;
	assert_int_equal(files(), before + 1);
	assert_int_equal(reads.calls, 0);
	unlink(path);
	assert_line(it, "one");
	assert_no_line(it);
	iter_free(it);
	assert_int_equal(files(), before);
}

/* As by open() in Python (PEP 446): a child does not inherit it. */
static void it_is_closed_in_programs_that_are_run(void **state)
{
	int fd = open("/dev/null", O_RDONLY);
	struct iter *it;

	(void)state;
	close(fd); /* the next one to be given out */
	it = LINES_OF("one\n");
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	iter_free(it);
}

static void it_is_closed_at_the_end(void **state)
{
	int before = files();
	struct iter *it = LINES_OF("one\n");

	(void)state;
	assert_line(it, "one");
	assert_int_equal(files(), before + 1);
	assert_no_line(it);
	assert_int_equal(files(), before);
	iter_free(it);
	assert_int_equal(files(), before);
}

static void also_on_an_error(void **state)
{
	int before = files();
	struct iter *it = LINES_OF("one\n");

	(void)state;
	reads.fail_after = 1;
	reads.code = EIO;
	assert_line(it, "one");
	assert_null(iter_next(it));
	assert_int_equal(files(), before);
	iter_free(it);
}

static void also_by_close_after_which_there_are_no_lines(void **state)
{
	int before = files();
	struct iter *it = LINES_OF("one\ntwo\nthree\n");

	(void)state;
	assert_line(it, "one");
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(files(), before);
	assert_no_line(it);
	assert_int_equal(iter_close(it), 0);
	iter_free(it);
}

static void after_close_there_are_no_batches_either(void **state)
{
	int before = files();
	struct iter *it = batches_of("1\n2\n3\n", 2);

	(void)state;
	assert_int_equal(files(), before + 1);
	assert_batch(it, "1\n2\n");
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(files(), before);
	assert_no_line(it);
	iter_free(it);
}

static void also_by_free(void **state)
{
	int before = files();
	struct iter *it = LINES_OF("one\ntwo\n");

	(void)state;
	iter_next(it);
	iter_free(it);
	iter_free(LINES_OF("one\n"));
	assert_int_equal(files(), before);
}

static void a_descriptor_is_borrowed(void **state)
{
	struct iter *it;
	int fd;

	(void)state;
	write_file("one\ntwo\n", 8);
	fd = open(path, O_RDONLY);
	it = iter_lines_fd(fd, path);
	assert_line(it, "one");
	assert_line(it, "two");
	assert_no_line(it);
	iter_free(it);
	assert_int_equal(lseek(fd, 0, SEEK_CUR), 8);
	it = iter_lines_fd(fd, path);
	assert_int_equal(iter_close(it), 0);
	iter_free(it);
	assert_int_equal(close(fd), 0);
}

static void its_name_is_copied(void **state)
{
	char name[] = "somewhere";
	struct iter *it = iter_lines_fd(-1, name);

	(void)state;
	memset(name, 'x', sizeof name - 1);
	assert_null(iter_next(it));
	assert_string_equal(iter_detail(it), "somewhere: Bad file descriptor");
	iter_free(it);
}

static void what_is_added_after_the_end_is_not_seen(void **state)
{
	struct iter *it = LINES_OF("one\n");
	FILE *file = fopen(path, "a");

	(void)state;
	assert_line(it, "one");
	assert_no_line(it);
	fputs("two\n", file);
	fclose(file);
	assert_no_line(it);
	iter_free(it);
}

/* ---- As an iterator ---- */

static void a_line_stays_until_the_next_is_asked_for(void **state)
{
	struct iter *one = LINES_OF("one\ntwo\n"), *two = iter_lines(path);
	const struct line *first = iter_next(one), *again;

	(void)state;
	again = iter_next(two);
	assert_string_equal(first->text, "one");
	assert_string_equal(again->text, "one");
	iter_next(two);
	iter_error(one);
	assert_string_equal(first->text, "one");
	iter_free(one);
	iter_free(two);
}

static void it_is_no_generator(void **state)
{
	struct iter *it = LINES_OF("one\n");

	(void)state;
	assert_false(iter_is_generator(it));
	assert_null(iter_gen(it));
	iter_free(it);
}

static void a_generator_can_delegate_to_it(void **state)
{
	struct iter *it = LINES_OF("one\ntwo\n");
	struct actor a;
	struct gen *g = play(&a, state, FROM(it));
	const struct line *line = gen_next(g);

	assert_string_equal(line->text, "one");
	gen_free(g);
	assert_no_line(it);
	iter_free(it);
}

#define LINES(test)                                    \
	{                                              \
#test, test, read_as_usual, NULL, NULL \
	}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		LINES(a_line_ends_with_a_newline_that_is_not_part_of_it),
		LINES(the_last_one_needs_no_newline),
		LINES(an_empty_file_has_none),
		LINES(a_newline_alone_is_one_empty_line),
		LINES(it_may_end_with_carriage_return_and_newline),
		LINES(a_lone_carriage_return_is_a_character),
		LINES(so_is_nul),
		LINES(so_is_every_other_byte),
		LINES(an_end_may_lie_on_the_buffer_s_edge),
		LINES(also_where_the_buffer_has_grown),
		LINES(a_line_of_any_length_works),
		LINES(many_short_lines_cross_many_edges),
		LINES(it_does_not_matter_in_which_pieces_they_come),
		LINES(a_line_is_lent_before_the_rest_is_read),
		LINES(a_read_serves_64_kib_of_lines),
		LINES(it_is_read_in_pages_to_multiples_of_64_bytes),
		LINES(what_there_is_room_for_is_read_behind_the_rest),
		LINES(batches_have_the_same_lines_whatever_their_size),
		LINES(and_in_whatever_pieces_they_come),
		LINES(and_wherever_the_buffer_ends),
		LINES(a_batch_has_at_most_n_lines),
		LINES(its_lines_lie_where_they_were_read),
		LINES(a_batch_does_not_wait_for_more_lines),
		LINES(no_more_is_read_while_there_are_lines),
		LINES(an_error_comes_after_the_batches_before_it),
		LINES(batches_that_cannot_be_are_told_as_lines_are),
		LINES(a_missing_file_is_told_at_once),
		LINES(a_file_without_permission_too),
		LINES(a_directory_cannot_be_read),
		LINES(a_descriptor_that_is_closed_or_cannot_be_read),
		LINES(lines_before_an_error_are_lent_but_no_half_one),
		LINES(an_error_where_a_line_would_begin_is_no_end),
		LINES(a_signal_meanwhile_is_no_error),
		LINES(a_pipe_that_would_block_is_an_error_if_told_not_to),
		LINES(the_file_is_opened_at_once),
		LINES(it_is_closed_in_programs_that_are_run),
		LINES(it_is_closed_at_the_end),
		LINES(also_on_an_error),
		LINES(also_by_close_after_which_there_are_no_lines),
		LINES(after_close_there_are_no_batches_either),
		LINES(also_by_free),
		LINES(a_descriptor_is_borrowed),
		LINES(its_name_is_copied),
		LINES(what_is_added_after_the_end_is_not_seen),
		LINES(a_line_stays_until_the_next_is_asked_for),
		LINES(it_is_no_generator),
		BOTH(a_generator_can_delegate_to_it),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_file,
					   remove_file);
}
