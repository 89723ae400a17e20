/* SPDX-License-Identifier: MIT */
/*
 * test-files.c - many files: finding them, reading them as one.
 *
 * Promises: iter_find(), iter_cat() in generator/files.h.  Python:
 * sorted(Path.rglob()), fileinput.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <generator/consume.h>
#include <generator/files.h>
#include <generator/text.h>

#include "source.h"

/* A tree in a directory of its own, which is the working directory. */
static char root[] = "/tmp/test-files-XXXXXX";

static const char *const tree[] = {
	"b.log",        "a/",           "a/2.log",     "a/10.log", "a/deep/",
	"a/deep/x.log", "a/deep/x.txt", "a.log",       "c/",       "c.txt",
	".hidden.log",  "d.log/",       "d.log/e.log", "empty/",
};

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file))
		abort();
}

static int make_tree(void **state)
{
	(void)state;
	if (!mkdtemp(root) || chdir(root))
		return 1;
	for (size_t i = 0; i < sizeof tree / sizeof *tree; i++) {
		size_t len = strlen(tree[i]);
		char text[80];

		snprintf(text, sizeof text, "one of %s\ntwo\n", tree[i]);
		if (tree[i][len - 1] != '/')
			write_file(tree[i], text);
		else if (mkdir(tree[i], 0700))
			return 1;
	}
	return symlink("..", "c/loop") || symlink("a", "link.log") ||
	       symlink("b.log", "c/file.log") ||
	       symlink("nowhere", "c/dangling.log");
}

static int remove_tree(void **state)
{
	char command[80];

	(void)state;
	snprintf(command, sizeof command, "rm -r %s", root);
	return chdir("/") || system(command);
}

/* What is found, each path less what all begin with. */
static void assert_found(struct iter *it, const char *prefix,
			 const char *wanted)
{
	size_t len = strlen(prefix);

	gen_each (const struct line *, path, it) {
		assert_int_equal(path->len, strlen(path->text));
		assert_memory_equal(path->text, prefix, len);
		say(path->text + len);
	}
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_next(it));
	assert_string_equal(said, wanted);
	said[0] = '\0';
	iter_free(it);
}

static void find_lends_all_paths_whose_name_matches(void **state)
{
	(void)state;
	assert_found(iter_find(".", "*.log"), "./",
		     ".hidden.log a/10.log a/2.log a/deep/x.log a.log b.log "
		     "c/dangling.log c/file.log d.log/e.log ");
	assert_found(iter_find("a", "x.*"), "a/deep/", "x.log x.txt ");
	assert_found(iter_find("a/deep", "*"), "a/deep/", "x.log x.txt ");
	assert_found(iter_find(".", "[0-9].log"), "./", "a/2.log ");
	assert_found(iter_find(".", "a/2.log"), "", "");
	assert_found(iter_find("empty", "*"), "", "");
}

static void a_path_begins_as_it_was_given(void **state)
{
	char both[2][64];

	(void)state;
	snprintf(both[0], sizeof both[0], "%s/a/deep/", root);
	snprintf(both[1], sizeof both[1], "%s/a/deep", root);
	assert_found(iter_find(both[0], "*.log"), both[0], "x.log ");
	assert_found(iter_find(both[1], "*.log"), both[0], "x.log ");
}

static void its_strings_are_copied(void **state)
{
	char dir[] = "a/deep", pattern[] = "*.log";
	struct iter *it = iter_find(dir, pattern);

	(void)state;
	memset(dir, 'x', 6);
	memset(pattern, 'x', 5);
	assert_found(it, "a/deep/", "x.log ");
}

static void a_link_to_a_directory_is_not_followed(void **state)
{
	(void)state;
	assert_found(iter_find("c", "*"), "c/", "dangling.log file.log ");
	/* But for the one that it is told to look below. */
	assert_found(iter_find("link.log", "*0.log"), "link.log/", "10.log ");
}

static void no_directory_is_read_before_its_turn(void **state)
{
	struct iter *it = iter_find("late", "*");
	const struct line *path;

	(void)state;
	mkdir("late", 0700);
	mkdir("late/b", 0700);
	write_file("late/a", "");
	path = iter_next(it);
	assert_string_equal(path->text, "late/a");
	write_file("late/b/new", "");
	path = iter_next(it);
	assert_string_equal(path->text, "late/b/new");
	assert_null(iter_next(it));
	iter_free(it);
}

static void what_is_gone_by_its_turn_is_passed_over(void **state)
{
	struct iter *it;

	(void)state;
	mkdir("going", 0700);
	mkdir("going/b", 0700);
	write_file("going/a", "");
	write_file("going/c", "");
	write_file("going/d", "");
	it = iter_find("going", "*");
	assert_non_null(iter_next(it));
	rmdir("going/b");
	unlink("going/c");
	assert_found(it, "going/", "d ");
}

static void an_error_has_the_path(struct iter *it, int code, const char *path)
{
	char text[200];

	snprintf(text, sizeof text, "%s: %s", path, strerror(code));
	for (int i = 0; i < 2; i++) {
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), code);
		assert_string_equal(iter_detail(it), text);
	}
	iter_free(it);
}

static void a_directory_that_cannot_be_read_ends_it(void **state)
{
	(void)state;
	an_error_has_the_path(iter_find("nope", "*"), ENOENT, "nope");
	an_error_has_the_path(iter_find("a.log", "*"), ENOTDIR, "a.log");
}

static void below_it_too(void **state)
{
	struct iter *it = iter_find("a", "*");
	struct rlimit few, usual;
	int lowest = dup(0);

	(void)state;
	assert_non_null(iter_next(it));
	assert_non_null(iter_next(it));
	close(lowest);
	getrlimit(RLIMIT_NOFILE, &usual);
	few = usual;
	few.rlim_cur = (rlim_t)lowest;
	setrlimit(RLIMIT_NOFILE, &few);
	assert_null(iter_next(it));
	setrlimit(RLIMIT_NOFILE, &usual);
	an_error_has_the_path(it, EMFILE, "a/deep");
}

static void a_path_too_long_to_look_at_ends_it(void **state)
{
	char name[200];
	struct iter *it;

	(void)state;
	memset(name, 'n', 199);
	name[199] = '\0';
	mkdir("long", 0700);
	assert_int_equal(chdir("long"), 0);
	for (int depth = 0; depth < 30; depth++)
		assert_int_equal(mkdir(name, 0700) || chdir(name), 0);
	assert_int_equal(chdir(root), 0);
	it = iter_find("long", "*.log");
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ENAMETOOLONG);
	assert_non_null(strstr(iter_detail(it), "long/nnn"));
	iter_free(it);
}

static void without_a_directory_or_pattern_it_says_einval(void **state)
{
	struct iter *broken[] = { iter_find(NULL, "*"), iter_find(".", NULL) };

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_null(iter_next(broken[i]));
		assert_int_equal(iter_error(broken[i]), EINVAL);
		assert_non_null(iter_detail(broken[i]));
		iter_free(broken[i]);
	}
}

static void closed_in_the_middle_it_has_no_more(void **state)
{
	for (int k = 0; k < 6; k++) {
		struct iter *it = iter_find(".", "*.log");

		for (int i = 0; i < k; i++)
			assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), 0);
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), 0);
		assert_int_equal(iter_close(it), 0);
		iter_free(it);
	}
	(void)state;
}

static void no_directory_stays_open(void **state)
{
	int before = entries_in("/proc/self/fd");
	struct iter *it = iter_find(".", "*.log");

	(void)state;
	for (int k = 0; k < 5; k++) {
		assert_non_null(iter_next(it));
		assert_int_equal(entries_in("/proc/self/fd"), before);
	}
	iter_free(it);
}

/* ---- cat ---- */

static void cat_is_all_lines_of_all_files(void **state)
{
	struct iter *it = iter_cat(iter_find("a", "*.log"));

	(void)state;
	assert_found(it, "",
		     "one of a/10.log two one of a/2.log two "
		     "one of a/deep/x.log two ");
}

static void their_paths_can_be_strings_too(void **state)
{
	const char *paths[] = { "b.log", "a/2.log" };
	struct iter_array array = iter_array(paths, 2, sizeof *paths);

	(void)state;
	assert_found(iter_cat(&array.iter), "",
		     "one of b.log two one of a/2.log two ");
}

static void or_the_lines_of_a_list(void **state)
{
	(void)state;
	write_file("list", "b.log\na/2.log\n");
	assert_found(iter_grep(iter_cat(iter_lines("list")), "one"), "",
		     "one of b.log one of a/2.log ");
	unlink("list");
}

static void one_file_at_a_time_is_open(void **state)
{
	int before = entries_in("/proc/self/fd");
	struct iter *it = iter_cat(iter_find("a", "*.log"));

	(void)state;
	assert_int_equal(entries_in("/proc/self/fd"), before);
	while (iter_next(it))
		assert_int_equal(entries_in("/proc/self/fd"), before + 1);
	assert_int_equal(entries_in("/proc/self/fd"), before);
	iter_free(it);
	it = iter_cat(iter_find("a", "*.log"));
	iter_next(it);
	iter_close(it);
	assert_int_equal(entries_in("/proc/self/fd"), before);
	iter_free(it);
}

static void a_file_that_is_missing_ends_it_and_is_named(void **state)
{
	const char *paths[] = { "b.log", "nope.log", "a/2.log" };
	struct iter_array array = iter_array(paths, 3, sizeof *paths);
	struct iter *it = iter_cat(&array.iter);

	(void)state;
	it = iter_enumerate(iter_grep(it, "one"), 0);
	assert_int_equal(iter_count(it), 1);
	an_error_has_the_path(it, ENOENT, "nope.log");
}

static void an_error_of_finding_comes_through(void **state)
{
	struct iter *it = iter_cat(iter_find("nope", "*"));

	(void)state;
	an_error_has_the_path(iter_fields(it, ' '), ENOENT, "nope");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(find_lends_all_paths_whose_name_matches),
		ONCE(a_path_begins_as_it_was_given),
		ONCE(its_strings_are_copied),
		ONCE(a_link_to_a_directory_is_not_followed),
		ONCE(no_directory_is_read_before_its_turn),
		ONCE(what_is_gone_by_its_turn_is_passed_over),
		ONCE(a_directory_that_cannot_be_read_ends_it),
		ONCE(below_it_too),
		ONCE(a_path_too_long_to_look_at_ends_it),
		ONCE(without_a_directory_or_pattern_it_says_einval),
		ONCE(closed_in_the_middle_it_has_no_more),
		ONCE(no_directory_stays_open),
		ONCE(cat_is_all_lines_of_all_files),
		ONCE(their_paths_can_be_strings_too),
		ONCE(or_the_lines_of_a_list),
		ONCE(one_file_at_a_time_is_open),
		ONCE(a_file_that_is_missing_ends_it_and_is_named),
		ONCE(an_error_of_finding_comes_through),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_tree,
					   remove_tree);
}
