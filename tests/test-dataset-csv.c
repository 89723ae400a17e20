/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-csv.c - the rows of a CSV file.
 *
 * Promises: dataset_csv() in generator/dataset.h; RFC 4180.
 */
#include <generator.h>
#include <generator/lines.h>

#include "dataset.h"

/* Then this is all that can be tested. */
static void without_libcsv_it_says_what_is_missing(void **state)
{
	(void)state;
	check_failed(dataset_csv("/dev/null", false), ENOTSUP, "libcsv-dev");
}

static bool without_libcsv(void)
{
	struct dataset *set = dataset_csv("/dev/null", false);
	bool missing = set && set->code == ENOTSUP;

	dataset_free(set);
	return missing;
}

/* Do the next rows say this?  Fields are put into <>, and each row begins with
 * its line: "1<a><b> 2<c>". */
static void check_rows(struct dataset *set, struct iter *it, const char *rows)
{
	char said[4096] = "", *to = said;
	const void *item;

	while ((item = iter_next(it))) {
		struct csv_row row;

		assert_int_equal(iter_error(it), 0);
		assert_int_equal(copy(set, item, &row), 0);
		to += sprintf(to, "%s%d", to > said ? " " : "", (int)row.line);
		for (size_t i = 0; i < row.count; i++) {
			assert_int_equal(row.field[i].text[row.field[i].len],
					 0);
			to += sprintf(to, "<%s>", row.field[i].text);
		}
	}
	assert_string_equal(said, rows);
}

static void check_text(const char *text, bool header, const char *rows)
{
	struct dataset *set;
	struct iter *it;

	write_file(path, text, strlen(text));
	set = dataset_csv(path, header);
	assert_int_equal(set->code, 0);
	it = open_part(set, 0, 1);
	check_rows(set, it, rows);
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_next(it));
	iter_free(it);
	dataset_free(set);
	forget();
}

static void fields_are_separated_by_commas(void **state)
{
	(void)state;
	check_text("a,b,c\nd,,\n,\n", false, "1<a><b><c> 2<d><><> 3<><>");
	check_text("a\nb", false, "1<a> 2<b>");
	check_text("a,", false, "1<a><>");
	check_text("", false, "");
}

static void rows_end_as_lines_do_and_empty_ones_are_none(void **state)
{
	(void)state;
	check_text("a,b\r\nc\r\n", false, "1<a><b> 2<c>");
	check_text("\n\na\n\r\n\nb\n\n", false, "3<a> 6<b>");
}

static void quotes_hold_together_what_they_enclose(void **state)
{
	(void)state;
	check_text("\"a,b\",\"c\"\"d\",\"\"\n", false, "1<a,b><c\"d><>");
	check_text("\"two\nlines\",b\nc,\"and\r\nthree\n\"\nd", false,
		   "1<two\nlines><b> 3<c><and\r\nthree\n> 6<d>");
	check_text("\"last\"", false, "1<last>");
}

static void spaces_belong_to_a_field(void **state)
{
	(void)state;
	check_text(" a , b\t,\" c \"\n", false, "1< a >< b\t>< c >");
}

static void a_header_is_left_out(void **state)
{
	(void)state;
	check_text("x,y\n1,2\n3,4\n", true, "2<1><2> 3<3><4>");
	check_text("\n\"x\ny\"\n1\n", true, "4<1>");
	check_text("x,y\n", true, "");
	check_text("", true, "");
}

static void nul_is_a_character(void **state)
{
	struct csv_row row;
	struct dataset *set;
	struct iter *it;

	(void)state;
	write_file(path, "a\0b,c", 5);
	set = dataset_csv(path, false);
	it = open_part(set, 0, 1);
	assert_int_equal(copy(set, iter_next(it), &row), 0);
	assert_int_equal(row.field[0].len, 3);
	assert_memory_equal(row.field[0].text, "a\0b", 4);
	assert_int_equal(row.field[1].len, 1);
	iter_free(it);
	dataset_free(set);
}

/* ---- The blocks in which it is read ---- */

/* The j-th field of row i: some are long, some have quotes or newlines. */
static size_t field_of(char *to, size_t i, size_t j)
{
	size_t length = (i * 31 + j * 7) % 50;

	for (size_t k = 0; k < length; k++)
		to[k] = "abc,\"\nxyz"[(i + j + k) % 9];
	return length;
}

static void write_field(FILE *file, size_t i, size_t j)
{
	char text[64];
	size_t length = field_of(text, i, j);

	fputs(j ? ",\"" : "\"", file);
	for (size_t k = 0; k < length; k++) {
		fputc(text[k], file);
		if (text[k] == '"')
			fputc('"', file);
	}
	fputc('"', file);
}

static void check_field(const struct line *field, size_t i, size_t j)
{
	char text[64];
	size_t length = field_of(text, i, j);

	assert_int_equal(field->len, length);
	assert_memory_equal(field->text, text, length);
}

static void rows_lie_across_many_of_them(void **state)
{
	enum { ROWS = 5000 };
	FILE *file = fopen(path, "w");
	struct dataset *set;
	struct iter *it;
	struct csv_row row;

	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		for (size_t j = 0; j <= i % 7; j++)
			write_field(file, i, j);
		fputc('\n', file);
	}
	fclose(file);
	set = dataset_csv(path, false);
	it = open_part(set, 0, 1);
	for (size_t i = 0; i < ROWS; i++) {
		assert_int_equal(copy(set, iter_next(it), &row), 0);
		assert_int_equal(row.count, i % 7 + 1);
		for (size_t j = 0; j < row.count; j++)
			check_field(&row.field[j], i, j);
		forget();
	}
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	dataset_free(set);
}

static void a_field_of_any_length_works(void **state)
{
	size_t size = 3 * 1000 * 1000;
	char *text = malloc(size + 4);
	struct csv_row row;
	struct dataset *set;
	struct iter *it;

	(void)state;
	memset(text, 'x', size);
	memcpy(text + size, ",y\n", 4);
	write_file(path, text, size + 3);
	set = dataset_csv(path, false);
	it = open_part(set, 0, 1);
	assert_int_equal(copy(set, iter_next(it), &row), 0);
	assert_int_equal(row.count, 2);
	assert_int_equal(row.field[0].len, size);
	assert_memory_equal(row.field[0].text, text, size);
	assert_string_equal(row.field[1].text, "y");
	iter_free(it);
	dataset_free(set);
	free(text);
}

/* ---- Bad ones ---- */

static void check_broken(const char *text, const char *rows, int line,
			 const char *why)
{
	char wanted[256];
	struct dataset *set;
	struct iter *it;

	write_file(path, text, strlen(text));
	set = dataset_csv(path, false);
	it = open_part(set, 0, 1);
	check_rows(set, it, rows);
	snprintf(wanted, sizeof wanted,
		 "%s:%d: a quote is %s in the row that "
		 "begins here",
		 path, line, why);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(iter_error(it), EBADMSG);
		assert_string_equal(iter_detail(it), wanted);
		assert_null(iter_next(it));
	}
	iter_free(it);
	dataset_free(set);
	forget();
}

static void a_broken_row_is_an_error_with_path_and_line(void **state)
{
	(void)state;
	check_broken("a\nb\n\nc,\"d\" e\nf\n", "1<a> 2<b>", 4, "out of place");
	check_broken("a\n\"b\nb\"\nc\"\n", "1<a> 2<b\nb>", 4, "out of place");
	check_broken("a\nb,\"c\nd\ne\n", "1<a>", 2, "never closed");
	check_broken("a\n\"b\nb\",\"c\n", "1<a>", 2, "never closed");
	check_broken("\"", "", 1, "never closed");
}

static void what_cannot_be_opened_is_no_dataset(void **state)
{
	struct dataset *set;
	struct iter *it;

	(void)state;
	check_failed(dataset_csv("/no/file", true), ENOENT, "/no/file: No");
	check_failed(dataset_csv(folder, true), EISDIR, folder);
	check_failed(dataset_csv(NULL, true), EINVAL, "no file name");
	write_file(path, "a\n", 2);
	set = dataset_csv(path, false);
	unlink(path);
	it = open_part(set, 0, 1);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ENOENT);
	assert_non_null(strstr(iter_detail(it), "file: No such file"));
	iter_free(it);
	dataset_free(set);
}

static void it_may_be_a_pipe(void **state)
{
	struct dataset *set;
	char from[32];
	struct iter *it;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a,b\n\"c", 6), 6);
	snprintf(from, sizeof from, "/proc/self/fd/%d", ends[0]);
	set = dataset_csv(from, false);
	assert_int_equal(set->code, 0);
	it = open_part(set, 0, 1);
	assert_non_null(iter_next(it));
	assert_int_equal(write(ends[1], "\"\nd", 3), 3);
	close(ends[1]);
	check_rows(set, it, "2<c> 3<d>");
	iter_free(it);
	dataset_free(set);
	close(ends[0]);
}

static void it_can_be_closed_in_the_middle(void **state)
{
	int before = entries_in("/proc/self/fd");
	struct dataset *set;
	struct iter *it;

	(void)state;
	write_file(path, "a\nb\n", 4);
	set = dataset_csv(path, false);
	it = open_part(set, 0, 1);
	assert_non_null(iter_next(it));
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(entries_in("/proc/self/fd"), before);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	it = open_part(set, 0, 1);
	iter_free(it);
	assert_int_equal(entries_in("/proc/self/fd"), before);
	dataset_free(set);
}

static const void *all_rows(struct gen *self, void *no_args)
{
	struct dataset *set = dataset_csv(path, false);
	struct iter *it = open_part(set, 0, 1);

	(void)no_args;
	while (iter_next(it) && gen_yield(self, it))
		;
	iter_free(it);
	dataset_free(set);
	return NULL;
}

static int count_rows(void *no_arg)
{
	struct gen *g = gen_new(all_rows, NULL, 0);
	int rows = 0;

	(void)no_arg;
	while (gen_next(g))
		rows++;
	gen_free(g);
	return rows;
}

static void a_body_has_stack_enough_to_read_it(void **state)
{
	(void)state;
	write_file(path, "a\nb\n", 4);
	assert_int_equal(outcome_of(count_rows, NULL), 2);
}

static struct dataset *rows(void)
{
	return dataset_csv(path, true);
}

static struct dataset *rows_without_header(void)
{
	return dataset_csv(path, false);
}

static void write_squares(void)
{
	FILE *file = fopen(path, "w");

	fputs("number,square\n", file);
	for (size_t i = 0; i < 1000; i++)
		fprintf(file, "%zu,\"%zu\"\n", i, i * i);
	fclose(file);
}

static bool is_square(const struct csv_row *row, unsigned long i)
{
	return row->count == 2 && row->line == i + 2 &&
	       strtoul(row->field[0].text, NULL, 10) == i &&
	       strtoul(row->field[1].text, NULL, 10) == i * i;
}

static void without_memory_it_is_told(void **state)
{
	(void)state;
	write_squares();
	check_allocations(rows);
	write_file(path, "a", 1); /* told at the end of the file only */
	check_allocations(rows_without_header);
}

/* Without memory for a field, its row must not be lent without it. */
static void rows_before_that_are_whole(void **state)
{
	(void)state;
	skip_without_allocs();
	write_squares();
	for (int k = 1, failed = 1; failed; k++) {
		struct dataset *set = dataset_csv(path, true);
		unsigned long i = 0;
		const void *item;
		struct csv_row row;
		struct iter *it;

		allocs_watch();
		allocs.fail_at = k;
		it = open_part(set, 0, 1);
		while ((item = iter_next(it)) && !copy(set, item, &row) &&
		       is_square(&row, i))
			i++;
		failed = allocs.calls >= k;
		allocs.watch = false;
		assert_true(!item || loading.code);
		assert_true(i == 1000 || iter_error(it) == ENOMEM ||
			    loading.code == ENOMEM);
		iter_free(it);
		dataset_free(set);
		forget();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_separated_by_commas),
		cmocka_unit_test(rows_end_as_lines_do_and_empty_ones_are_none),
		cmocka_unit_test(quotes_hold_together_what_they_enclose),
		cmocka_unit_test(spaces_belong_to_a_field),
		cmocka_unit_test(a_header_is_left_out),
		cmocka_unit_test(nul_is_a_character),
		cmocka_unit_test(rows_lie_across_many_of_them),
		cmocka_unit_test(a_field_of_any_length_works),
		cmocka_unit_test(a_broken_row_is_an_error_with_path_and_line),
		cmocka_unit_test(what_cannot_be_opened_is_no_dataset),
		cmocka_unit_test(it_may_be_a_pipe),
		cmocka_unit_test(it_can_be_closed_in_the_middle),
		cmocka_unit_test(a_body_has_stack_enough_to_read_it),
		cmocka_unit_test(a_body_has_stack_enough_to_read_it),
		cmocka_unit_test(without_memory_it_is_told),
		cmocka_unit_test(rows_before_that_are_whole),
	};
	const struct CMUnitTest none[] = {
		cmocka_unit_test(without_libcsv_it_says_what_is_missing),
	};

	return without_libcsv() ? RUN_IN_FOLDER(none) : RUN_IN_FOLDER(tests);
}
