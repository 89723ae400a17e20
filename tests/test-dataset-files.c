/* SPDX-License-Identifier: MIT */
/*
 * test-dataset-files.c - a directory of files.
 *
 * Promises: dataset_files() in generator/dataset.h.
 */
#include "dataset.h"

/* Make folder/name, with text in it; a name that ends with "/" is a folder. */
static void put(const char *name, const char *text)
{
	char to[128];

	snprintf(to, sizeof to, "%s/%s", folder, name);
	if (name[strlen(name) - 1] == '/')
		assert_int_equal(mkdir(to, 0700), 0);
	else
		write_file(to, text, strlen(text));
}

static int empty_the_folder(void **state)
{
	forget();
	return remove_folder(state) || mkdir(folder, 0700);
}

static void check_file(struct dataset *set, uint64_t index, const char *name,
		       const char *text, size_t label)
{
	struct whole_file file;

	assert_int_equal(get(set, index, &file), 0);
	assert_string_equal(file.path, name);
	assert_int_equal(file.size, strlen(text));
	assert_string_equal(file.bytes, text);
	assert_int_equal(file.label, label);
}

static void each_file_is_a_sample_in_order_of_their_names(void **state)
{
	struct dataset *set;

	(void)state;
	put("b", "two");
	put("a", "one");
	put("c", "");
	put("B", "before a");
	put("\xc3\xa4", "behind all");
	put(".hidden", "not seen");
	put("folder/", NULL);
	set = dataset_files(folder, NULL);
	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, 5);
	assert_int_equal(set->size, sizeof(struct whole_file));
	check_file(set, 4, "\xc3\xa4", "behind all", 0);
	check_file(set, 0, "B", "before a", 0);
	check_file(set, 1, "a", "one", 0);
	check_file(set, 2, "b", "two", 0);
	check_file(set, 3, "c", "", 0);
	dataset_free(set);
}

static void a_pattern_chooses(void **state)
{
	struct dataset *set;

	(void)state;
	put("a.txt", "text");
	put("a.jpg", "picture");
	put("b.txt", "also");
	set = dataset_files(folder, "*.txt");
	assert_int_equal(set->length, 2);
	check_file(set, 0, "a.txt", "text", 0);
	check_file(set, 1, "b.txt", "also", 0);
	dataset_free(set);
}

static void folders_are_labels_in_order_of_their_names(void **state)
{
	struct dataset *set;

	(void)state;
	put("tulip/", NULL);
	put("rose/", NULL);
	put("rose-tree/", NULL);
	put("none/", NULL);
	put("tulip/1.jpg", "t1");
	put("rose/2.jpg", "r2");
	put("rose/1.jpg", "r1");
	put("rose/1.txt", "no");
	put("rose-tree/1.jpg", "rt1");
	put("1.jpg", "in none");
	set = dataset_files(folder, "*/"
				    "*.jpg");
	assert_int_equal(set->length, 4);
	check_file(set, 0, "rose/1.jpg", "r1", 0);
	check_file(set, 1, "rose/2.jpg", "r2", 0);
	check_file(set, 2, "rose-tree/1.jpg", "rt1", 1);
	check_file(set, 3, "tulip/1.jpg", "t1", 2);
	dataset_free(set);
}

static void only_the_first_folder_is_one(void **state)
{
	struct dataset *set;

	(void)state;
	put("a/", NULL);
	put("a/x/", NULL);
	put("a/y/", NULL);
	put("b/", NULL);
	put("b/x/", NULL);
	put("a/x/1", "1");
	put("a/y/1", "2");
	put("b/x/1", "3");
	set = dataset_files(folder, "*/*/*");
	assert_int_equal(set->length, 3);
	check_file(set, 0, "a/x/1", "1", 0);
	check_file(set, 1, "a/y/1", "2", 0);
	check_file(set, 2, "b/x/1", "3", 1);
	dataset_free(set);
}

static void a_directory_may_have_any_name(void **state)
{
	struct dataset *set;
	char odd[64];

	(void)state;
	put("[a]*?\\/", NULL);
	put("[a]*?\\/1", "one");
	put("axx/", NULL);
	put("axx/2", "no");
	snprintf(odd, sizeof odd, "%s/[a]*?\\", folder);
	set = dataset_files(odd, "*");
	assert_int_equal(set->length, 1);
	check_file(set, 0, "1", "one", 0);
	dataset_free(set);
}

static void bytes_are_not_looked_at(void **state)
{
	static const char bytes[] = "\0\r\n\xff\0";
	struct whole_file file;
	struct dataset *set;

	(void)state;
	write_file(path, bytes, sizeof bytes);
	set = dataset_files(folder, NULL);
	assert_int_equal(get(set, 0, &file), 0);
	assert_int_equal(file.size, sizeof bytes);
	assert_memory_equal(file.bytes, bytes, sizeof bytes);
	dataset_free(set);
}

static void a_large_one_is_read_whole(void **state)
{
	size_t size = 10 * 1000 * 1000;
	char *bytes = malloc(size);
	struct whole_file file;
	struct dataset *set;

	(void)state;
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i * i >> 8);
	write_file(path, bytes, size);
	set = dataset_files(folder, NULL);
	assert_int_equal(get(set, 0, &file), 0);
	assert_int_equal(file.size, size);
	assert_memory_equal(file.bytes, bytes, size);
	dataset_free(set);
	free(bytes);
}

static void an_empty_directory_is_no_error(void **state)
{
	struct dataset *set = dataset_files(folder, NULL);

	(void)state;
	assert_int_equal(set->code, 0);
	assert_int_equal(set->length, 0);
	dataset_free(set);
}

static void a_missing_one_is(void **state)
{
	(void)state;
	put("file", "");
	check_failed(dataset_files("/no/folder", NULL), ENOENT,
		     "/no/folder: No such file or directory");
	check_failed(dataset_files(path, NULL), ENOTDIR, path);
	check_failed(dataset_files(NULL, NULL), EINVAL, "no directory");
}

static void a_file_that_cannot_be_read_is_an_error_of_its_sample(void **state)
{
	char wanted[128];
	struct whole_file file;
	struct dataset *set;

	(void)state;
	put("file", "gone soon");
	put("here", "still");
	assert_int_equal(mkfifo(other, 0600), 0);
	set = dataset_files(folder, NULL);
	assert_int_equal(set->length, 3);
	unlink(path);
	assert_int_equal(get(set, 0, &file), ENOENT);
	snprintf(wanted, sizeof wanted, "%s: No such file or directory", path);
	assert_string_equal(loading.text, wanted);
	forget();
	check_file(set, 1, "here", "still", 0);
	assert_int_equal(get(set, 2, &file), EINVAL);
	snprintf(wanted, sizeof wanted, "%s: not a regular file", other);
	assert_string_equal(loading.text, wanted);
	dataset_free(set);
}

static void no_descriptor_is_left_open(void **state)
{
	int before = entries_in("/proc/self/fd");
	struct dataset *set;

	(void)state;
	put("a", "1");
	put("b", "2");
	set = dataset_files(folder, NULL);
	assert_int_equal(load_all(set), 0);
	assert_int_equal(entries_in("/proc/self/fd"), before);
	dataset_free(set);
}

static struct dataset *all_files(void)
{
	return dataset_files(folder, NULL);
}

static struct dataset *labelled_files(void)
{
	return dataset_files(folder, "?/?");
}

static void without_memory_it_is_told(void **state)
{
	(void)state;
	put("a", "1");
	put("b", "2");
	check_allocations(all_files);
	put("x/", NULL);
	put("x/1", "1");
	put("y/", NULL);
	check_allocations(labelled_files);
}

#define TEST(test) cmocka_unit_test_setup(test, empty_the_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_file_is_a_sample_in_order_of_their_names),
		TEST(a_pattern_chooses),
		TEST(folders_are_labels_in_order_of_their_names),
		TEST(only_the_first_folder_is_one),
		TEST(a_directory_may_have_any_name),
		TEST(bytes_are_not_looked_at),
		TEST(a_large_one_is_read_whole),
		TEST(an_empty_directory_is_no_error),
		TEST(a_missing_one_is),
		TEST(a_file_that_cannot_be_read_is_an_error_of_its_sample),
		TEST(no_descriptor_is_left_open),
		TEST(without_memory_it_is_told),
	};

	return RUN_IN_FOLDER(tests);
}
