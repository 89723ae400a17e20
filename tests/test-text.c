/* SPDX-License-Identifier: MIT */
/*
 * test-text.c - lines: choosing them, taking them apart.
 *
 * Promises: generator/text.h.
 */
#include <errno.h>
#include <regex.h>

#include <generator/text.h>

#include "source.h"

#define LINE(text)                     \
	{                              \
		text, sizeof(text) - 1 \
	}

static const struct line rows[] = {
	LINE("GET /a 200 10"), LINE("GET /b 404 20"),    LINE(""),
	LINE("404"),           LINE("nul\0 404 inside"), LINE("put /c 500 -"),
};

enum { ROWS = sizeof rows / sizeof *rows };

/* Which rows come through: "0 3 " and so on. */
static void assert_through(struct iter *it, const char *wanted)
{
	gen_each (const struct line *, line, it) {
		char text[12];

		snprintf(text, sizeof text, "%d", (int)(line - rows));
		say(text);
	}
	assert_int_equal(iter_error(it), 0);
	assert_string_equal(said, wanted);
	said[0] = '\0';
	iter_free(it);
}

static struct iter *all_rows(void)
{
	static struct iter_array array;

	array = iter_array(rows, ROWS, sizeof *rows);
	return &array.iter;
}

/* ---- grep ---- */

static void grep_lends_the_lines_that_contain_a_text(void **state)
{
	(void)state;
	assert_through(iter_grep(all_rows(), " 404 "), "1 4 ");
	assert_through(iter_grep(all_rows(), "404"), "1 3 4 ");
	assert_through(iter_grep(all_rows(), "GET /a 200 10"), "0 ");
	assert_through(iter_grep(all_rows(), "GET /a 200 10 "), "");
	assert_through(iter_grep(all_rows(), "get"), "");
	assert_through(iter_grep(all_rows(), "."), "");
}

static void the_empty_text_is_in_every_line(void **state)
{
	(void)state;
	assert_through(iter_grep(all_rows(), ""), "0 1 2 3 4 5 ");
}

static void behind_a_nul_is_looked_too(void **state)
{
	(void)state;
	assert_through(iter_grep(all_rows(), "inside"), "4 ");
#ifdef REG_STARTEND
	assert_through(iter_grep_regex(all_rows(), "in.ide$"), "4 ");
#endif
}

static void the_text_is_copied(void **state)
{
	char text[] = "404";
	struct iter *it = iter_grep(all_rows(), text);

	(void)state;
	memset(text, 'x', 3);
	assert_through(it, "1 3 4 ");
}

static void a_regular_expression_is_a_posix_extended_one(void **state)
{
	(void)state;
	assert_through(iter_grep_regex(all_rows(), "^404$"), "3 ");
	assert_through(iter_grep_regex(all_rows(), "/. (404|500) "), "1 5 ");
	assert_through(iter_grep_regex(all_rows(), "[0-9]{3}$"), "3 ");
	assert_through(iter_grep_regex(all_rows(), "^$"), "2 ");
	assert_through(iter_grep_regex(all_rows(), ""), "0 1 2 3 4 5 ");
	assert_through(iter_grep_regex(all_rows(), "get"), "");
}

/* Lines of a file are followed by a NUL, but a line need not be. */
static void a_line_ends_where_it_says(void **state)
{
	static const struct line part = { "404 found", 3 };
	struct source source = SOURCE(.items = 1, .base = &part);
	struct iter *it = iter_grep(&source.iter, "found");

	(void)state;
	assert_null(iter_next(it));
	iter_free(it);
#ifdef REG_STARTEND
	source = (struct source)SOURCE(.items = 1, .base = &part);
	it = iter_grep_regex(&source.iter, "404$");
	assert_lends(iter_next(it), &part);
	iter_free(it);
#endif
}

static void a_pattern_that_is_none_says_which_and_why(void **state)
{
	static const char *const broken[] = { "[a", "(", "a{2,1}", "*a(" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct source source = SOURCE(.items = 3);
		struct iter *it = iter_grep_regex(&source.iter, broken[i]);

		assert_freed(source);
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), EINVAL);
		assert_non_null(strstr(iter_detail(it), broken[i]));
		assert_non_null(strstr(iter_detail(it), "iter_grep_regex: "));
		assert_true(strlen(iter_detail(it)) >
			    strlen("iter_grep_regex: : ") + strlen(broken[i]));
		iter_free(it);
	}
}

/* ---- fields ---- */

/* The fields of one line, each in <>. */
static void assert_fields(struct line line, char separator, const char *wanted)
{
	struct source source = SOURCE(.items = 1, .base = &line);
	struct iter *it = iter_fields(&source.iter, separator);
	const struct fields *f = iter_next(it);
	char text[200] = "";

	assert_non_null(f);
	for (size_t i = 0; i < f->count; i++) {
		size_t used = strlen(text);

		assert_true(f->field[i].text >= line.text);
		assert_true(f->field[i].text + f->field[i].len <=
			    line.text + line.len);
		snprintf(text + used, sizeof text - used, "<%.*s>",
			 (int)f->field[i].len, f->field[i].text);
	}
	assert_string_equal(text, wanted);
	assert_null(iter_next(it));
	iter_free(it);
}

static void fields_are_what_stands_between_separators(void **state)
{
	static const struct {
		struct line line;
		const char *wanted;
	} cases[] = {
		{ LINE("a,b,c"), "<a><b><c>" }, { LINE(""), "<>" },
		{ LINE("abc"), "<abc>" },       { LINE(","), "<><>" },
		{ LINE("a,,b"), "<a><><b>" },   { LINE(",a,"), "<><a><>" },
		{ LINE(" a ,b"), "< a ><b>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_fields(cases[i].line, ',', cases[i].wanted);
}

static void or_what_blanks_leave_as_in_awk(void **state)
{
	static const struct {
		struct line line;
		const char *wanted;
	} cases[] = {
		{ LINE("a b c"), "<a><b><c>" },
		{ LINE(""), "" },
		{ LINE(" \t "), "" },
		{ LINE("abc"), "<abc>" },
		{ LINE("  a\t\tb "), "<a><b>" },
		{ LINE("\ta,b"), "<a,b>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_fields(cases[i].line, '\0', cases[i].wanted);
}

static void a_line_ends_where_it_says_for_fields_too(void **state)
{
	(void)state;
	assert_fields((struct line){ "a,b,c,d", 4 }, ',', "<a><b><>");
	assert_fields((struct line){ "a b c d", 4 }, '\0', "<a><b>");
}

static void there_may_be_very_many(void **state)
{
	static char text[30001];
	struct line line = { text, 30000 };
	struct source source = SOURCE(.items = 3, .base = &line);
	struct iter *it;

	(void)state;
	memset(text, ',', 30000);
	it = iter_fields(&source.iter, ',');
	for (int i = 0; i < 3; i++) {
		const struct fields *f = iter_next(it);

		assert_int_equal(f->count, 30001);
		assert_ptr_equal(f->field[30000].text, text + 30000);
		assert_int_equal(f->field[30000].len, 0);
	}
	iter_free(it);
}

static void numbers_can_be_read_where_they_stand(void **state)
{
	struct iter *it = iter_fields(all_rows(), ' ');
	const struct fields *f = iter_next(it);

	(void)state;
	assert_int_equal(strtol(f->field[2].text, NULL, 10), 200);
	assert_int_equal(strtol(f->field[3].text, NULL, 10), 10);
	iter_free(it);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(grep_lends_the_lines_that_contain_a_text),
		ONCE(the_empty_text_is_in_every_line),
		ONCE(behind_a_nul_is_looked_too),
		ONCE(the_text_is_copied),
		ONCE(a_regular_expression_is_a_posix_extended_one),
		ONCE(a_line_ends_where_it_says),
		ONCE(a_pattern_that_is_none_says_which_and_why),
		ONCE(fields_are_what_stands_between_separators),
		ONCE(or_what_blanks_leave_as_in_awk),
		ONCE(a_line_ends_where_it_says_for_fields_too),
		ONCE(there_may_be_very_many),
		ONCE(numbers_can_be_read_where_they_stand),
	};

	return RUN(tests);
}
