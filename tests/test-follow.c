/* SPDX-License-Identifier: MIT */
/*
 * test-follow.c - the lines that are appended to a file.
 *
 * Promises: iter_follow() in generator/files.h.  tail -F; Beazley's follow.py.
 *
 * Nobody waits here: nanosleep(2) is ours, counts, and makes happen what a test
 * has planned.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

#include <generator/consume.h>
#include <generator/files.h>
#include <generator/text.h>

#include "source.h"

/* What happens to the file in one wait. */
struct event {
	enum { THE_END, NOTHING, APPEND, REWRITE, RENAME, REPLACE } what;
	const char *text;
};

static char path[] = "/tmp/test-follow-XXXXXX";
static char old[sizeof path + 4];
static const struct event *plan;
static int waits, asked;
static long waited; /* nanoseconds, the last time */

static void put(const char *name, int flags, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | flags, 0600);

	if (fd < 0 || write(fd, text, strlen(text)) < 0 || close(fd))
		abort();
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
	(void)left;
	waits++;
	waited = time->tv_sec * 1000000000 + time->tv_nsec;
	if (plan->what == APPEND)
		put(path, O_APPEND, plan->text);
	if (plan->what == REWRITE)
		put(path, O_TRUNC, plan->text);
	if (plan->what == RENAME || plan->what == REPLACE)
		rename(path, old);
	if (plan->what == REPLACE)
		put(path, O_TRUNC, plan->text);
	if (plan->what != THE_END)
		plan++;
	return 0;
}

static bool nothing_more_happens(void *ctx)
{
	if (ctx)
		++*(int *)ctx;
	return plan->what == THE_END;
}

/* lseek(2) is ours too: it stands between a read that found nothing and the look
 * at what there is instead. */
static bool written_and_replaced;

off_t lseek(int fd, off_t offset, int whence)
{
	if (whence == SEEK_CUR && written_and_replaced) {
		written_and_replaced = false;
		put(path, O_APPEND, "late\n");
		rename(path, old);
		put(path, O_TRUNC, "new\n");
	}
	return (off_t)syscall(SYS_lseek, fd, offset, whence);
}

#define PLAN(...) ((const struct event[]){ __VA_ARGS__, { THE_END, NULL } })

static struct iter *follow(const char *text, const struct event *events)
{
	plan = events;
	waits = asked = 0;
	put(path, O_TRUNC, text);
	return iter_follow(path, nothing_more_happens, &asked);
}

static void assert_lines(struct iter *it, const char *wanted)
{
	gen_each (const struct line *, line, it) {
		assert_int_equal(line->len, strlen(line->text));
		say(line->text);
	}
	assert_int_equal(iter_error(it), 0);
	assert_null(iter_detail(it));
	assert_string_equal(said, wanted);
	said[0] = '\0';
	iter_free(it);
}

static void lines_are_lent_from_the_end_on_as_they_come(void **state)
{
	struct iter *it =
		follow("before\n", PLAN({ APPEND, "a\nb\n" }, { NOTHING, "" },
					{ APPEND, "c\r\n\nd\n" }));

	(void)state;
	assert_int_equal(waits, 0);
	assert_string_equal(((const struct line *)iter_next(it))->text, "a");
	assert_int_equal(waits, 1);
	assert_int_equal(waited, 100 * 1000 * 1000);
	assert_lines(it, "b c  d ");
	assert_int_equal(waits, 3);
}

static void stop_is_asked_when_there_is_no_new_line_only(void **state)
{
	struct iter *it = follow("", PLAN({ APPEND, "a\nb\n" }));

	(void)state;
	iter_next(it);
	assert_int_equal(asked, 1);
	iter_next(it);
	assert_int_equal(asked, 1);
	assert_null(iter_next(it));
	assert_int_equal(asked, 2);
	assert_int_equal(waits, 1);
	/* It has ended, whatever comes. */
	plan = PLAN({ APPEND, "c\n" });
	put(path, O_APPEND, "d\n");
	assert_null(iter_next(it));
	assert_int_equal(asked, 2);
	iter_free(it);
}

static void without_stop_it_goes_on(void **state)
{
	struct iter *it;

	(void)state;
	plan = PLAN({ NOTHING, "" }, { NOTHING, "" }, { NOTHING, "" },
		    { APPEND, "a\n" });
	put(path, O_TRUNC, "");
	it = iter_follow(path, NULL, NULL);
	assert_non_null(iter_next(it));
	iter_free(it);
}

static void half_a_line_waits_for_its_newline(void **state)
{
	(void)state;
	assert_lines(follow("half", PLAN({ APPEND, "abc" }, { APPEND, "def" },
					 { APPEND, "\ngh" })),
		     "abcdef ");
	assert_int_equal(waits, 3);
}

static void a_line_may_be_long(void **state)
{
	enum { LONG = 50 * 1000 };
	static char piece[LONG + 1];
	struct iter *it =
		follow("", PLAN({ APPEND, "a\n" }, { APPEND, piece },
				{ APPEND, piece }, { APPEND, piece },
				{ APPEND, piece }, { APPEND, "\nb\n" }));
	const struct line *line;

	(void)state;
	memset(piece, 'x', LONG);
	iter_next(it);
	line = iter_next(it);
	assert_int_equal(line->len, 4 * LONG);
	for (size_t i = 0; i < line->len; i++)
		assert_int_equal(line->text[i], 'x');
	assert_lines(it, "b ");
}

static void one_that_was_truncated_is_read_from_its_beginning(void **state)
{
	(void)state;
	assert_lines(follow("long ago\n",
			    PLAN({ APPEND, "a\nhalf" }, { REWRITE, "b\n" },
				 { APPEND, "c\n" })),
		     "a b c ");
	assert_lines(
		follow("long ago\n", PLAN({ REWRITE, "" }, { APPEND, "b\n" })),
		"b ");
}

static void one_that_was_replaced_is_read_to_its_end_first(void **state)
{
	(void)state;
	assert_lines(follow("long ago\n",
			    PLAN({ APPEND, "a\n" }, { REPLACE, "new\n" },
				 { APPEND, "c\n" }, { REPLACE, "newer\n" })),
		     "a new c newer ");
}

static void what_was_written_just_before_is_not_lost(void **state)
{
	struct iter *it = follow("", PLAN({ APPEND, "a\n" }, { NOTHING, "" }));

	(void)state;
	iter_next(it);
	written_and_replaced = true;
	assert_lines(it, "late new ");
}

static void half_a_line_at_its_end_is_one(void **state)
{
	(void)state;
	assert_lines(
		follow("", PLAN({ APPEND, "a\nhalf" }, { REPLACE, "new\n" })),
		"a half new ");
	/* Also where nothing is in the new one. */
	assert_lines(follow("", PLAN({ APPEND, "a\nhalf" }, { REPLACE, "" },
				     { NOTHING, "" })),
		     "a half ");
}

static void while_there_is_no_file_it_waits_for_one(void **state)
{
	(void)state;
	assert_lines(follow("", PLAN({ APPEND, "a\n" }, { RENAME, "" },
				     { NOTHING, "" }, { APPEND, "new\n" })),
		     "a new ");
}

static void one_that_is_missing_says_so(void **state)
{
	struct iter *it = iter_follow("/no/such/file", NULL, NULL);

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(iter_error(it), ENOENT);
		assert_string_equal(iter_detail(it),
				    "/no/such/file: No such file or directory");
		assert_null(iter_next(it));
	}
	iter_free(it);
}

static void what_cannot_be_followed_says_so(void **state)
{
	struct iter *it = iter_follow("/tmp", NULL, NULL);
	char name[40];
	int pipes[2];

	(void)state;
	assert_null(iter_next(it));
	/* EISDIR or EINVAL: the file system decides. */
	assert_int_not_equal(iter_error(it), 0);
	assert_memory_equal(iter_detail(it), "/tmp: ", 6);
	iter_free(it);
	assert_int_equal(pipe(pipes), 0);
	snprintf(name, sizeof name, "/dev/fd/%d", pipes[0]);
	it = iter_follow(name, NULL, NULL);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), ESPIPE);
	iter_free(it);
	close(pipes[0]);
	close(pipes[1]);
	put(path, 0, ""); /* no one writes to this one */
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	alarm(5);
	it = iter_follow(path, NULL, NULL);
	alarm(0);
	assert_int_equal(iter_error(it), ESPIPE);
	iter_free(it);
	unlink(path);
	it = iter_follow(NULL, NULL, NULL);
	assert_int_equal(iter_error(it), EINVAL);
	iter_free(it);
}

static void its_error_comes_through_stages(void **state)
{
	struct iter *it = follow("", PLAN({ APPEND, "a\nb\n" }));

	(void)state;
	it = iter_grep(it, "b");
	assert_lines(it, "b ");
	it = iter_fields(iter_follow("/no/such/file", NULL, NULL), ' ');
	assert_null(iter_next(it));
	assert_non_null(strstr(iter_detail(it), "/no/such/file: "));
	iter_free(it);
}

static void one_file_is_open_until_it_is_closed(void **state)
{
	int before = entries_in("/proc/self/fd");
	struct iter *it = follow("", PLAN({ APPEND, "a\n" }, { REPLACE, "b\n" },
					  { REPLACE, "c\nd\n" }));

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_non_null(iter_next(it));
		assert_int_equal(entries_in("/proc/self/fd"), before + 1);
	}
	assert_int_equal(iter_close(it), 0);
	assert_int_equal(entries_in("/proc/self/fd"), before);
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	assert_int_equal(iter_close(it), 0);
	iter_free(it);
}

static int make_name(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	snprintf(old, sizeof old, "%s.old", path);
	return close(fd);
}

static int remove_files(void **state)
{
	(void)state;
	unlink(old);
	return unlink(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(lines_are_lent_from_the_end_on_as_they_come),
		ONCE(stop_is_asked_when_there_is_no_new_line_only),
		ONCE(without_stop_it_goes_on),
		ONCE(half_a_line_waits_for_its_newline),
		ONCE(a_line_may_be_long),
		ONCE(one_that_was_truncated_is_read_from_its_beginning),
		ONCE(one_that_was_replaced_is_read_to_its_end_first),
		ONCE(what_was_written_just_before_is_not_lost),
		ONCE(half_a_line_at_its_end_is_one),
		ONCE(while_there_is_no_file_it_waits_for_one),
		ONCE(one_that_is_missing_says_so),
		ONCE(what_cannot_be_followed_says_so),
		ONCE(its_error_comes_through_stages),
		ONCE(one_file_is_open_until_it_is_closed),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_name,
					   remove_files);
}
