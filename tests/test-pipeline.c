/* SPDX-License-Identifier: MIT */
/*
 * test-pipeline.c - stages: the rules of all, and take, take_while, skip,
 * chain, enumerate.
 *
 * Promises: generator/pipeline.h; its rules hold for generator/text.h and
 * generator/files.h too.  Generator expressions are in test-expression.c,
 * batches in test-batch.c, zip and flatten in test-join.c, others in a test of
 * their name; how many items are pulled in test-lazy.c, lack of memory in
 * test-alloc.c.
 */
#include <errno.h>

#include <generator/files.h>
#include <generator/pipeline.h>
#include <generator/text.h>

#include "source.h"

/* ---- Every stage ---- */

static const void *same(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static bool all(const void *item, void *ctx)
{
	(void)ctx;
	return item;
}

static struct iter *mapped(struct iter *up)
{
	return iter_map(up, same, NULL);
}

static struct iter *filtered(struct iter *up)
{
	return iter_filter(up, all, NULL);
}

static struct iter *taken(struct iter *up)
{
	return iter_take(up, 100);
}

static struct iter *enumerated(struct iter *up)
{
	return iter_enumerate(up, 0);
}

static struct iter *batched(struct iter *up)
{
	return iter_batch(up, 1, sizeof *n);
}

static struct iter *chained(struct iter *up)
{
	static struct iter_array none;

	none = iter_array(n, 0, 1);
	return iter_chain(up, &none.iter);
}

static struct iter *chained_after(struct iter *up)
{
	static struct iter_array none;

	none = iter_array(n, 0, 1);
	return iter_chain(&none.iter, up);
}

static struct iter *taken_while(struct iter *up)
{
	return iter_take_while(up, all, NULL);
}

static struct iter *skipped(struct iter *up)
{
	return iter_skip(up, 0);
}

static struct iter *zipped(struct iter *up)
{
	static struct iter_array many;

	many = iter_array(n, 10, sizeof *n);
	return iter_zip(up, &many.iter);
}

static struct iter *zipped_after(struct iter *up)
{
	static struct iter_array many;

	many = iter_array(n, 10, sizeof *n);
	return iter_zip(&many.iter, up);
}

static int all_equal(const void *a, const void *b)
{
	(void)a;
	(void)b;
	return 0;
}

static struct iter *merged(struct iter *up)
{
	static struct iter_array none, other;

	none = other = iter_array(n, 0, 1);
	return iter_merge((struct iter *[]){ &none.iter, up, &other.iter }, 3,
			  all_equal);
}

static struct iter *windows(struct iter *up)
{
	return iter_window(up, 1, 1, sizeof *n);
}

static struct iter *teed(struct iter *up)
{
	struct iter *readers[2];

	iter_tee(up, readers, 2, 1, sizeof *n);
	iter_free(readers[0]);
	return readers[1];
}

static const void *sink(struct gen *self, void *args)
{
	(void)args;
	while (gen_yield(self, NULL))
		;
	return NULL;
}

static struct iter *broadcast(struct iter *up)
{
	return iter_broadcast(up, (struct gen *[]){ gen_new(sink, NULL, 0) },
			      1);
}

static struct iter *grepped(struct iter *up)
{
	return iter_grep(up, "tmp");
}

static struct iter *grepped_by_regex(struct iter *up)
{
	return iter_grep_regex(up, "^/tmp/[a-z]+");
}

static struct iter *split(struct iter *up)
{
	return iter_fields(up, '/');
}

/* The path of a file of one line, as a line. */
static char path[] = "/tmp/test-pipeline-XXXXXX";
static const struct line a_line = { path, sizeof path - 1 };

/* An iterator with one item, which is new whenever it was freed. */
static bool one_is_used;

static const void *one_next(struct iter *it)
{
	(void)it;
	if (one_is_used)
		return NULL;
	one_is_used = true;
	return &n[1];
}

static void one_free(struct iter *it)
{
	(void)it;
	one_is_used = false;
}

static const struct iter_ops one_ops = {
	.next = one_next,
	.free = one_free,
};
static struct iter one = { &one_ops };

struct stage {
	const char *name;
	struct iter *(*make)(struct iter *up);
	const void *item; /* what it is made of, if not of n[] */
};

static const struct stage stages[] = {
	{ "map", mapped, NULL },
	{ "filter", filtered, NULL },
	{ "take", taken, NULL },
	{ "enumerate", enumerated, NULL },
	{ "batch", batched, NULL },
	{ "chain", chained, NULL },
	{ "chain, second", chained_after, NULL },
	{ "take_while", taken_while, NULL },
	{ "skip", skipped, NULL },
	{ "zip", zipped, NULL },
	{ "zip, second", zipped_after, NULL },
	{ "merge", merged, NULL },
	{ "window", windows, NULL },
	{ "tee", teed, NULL },
	{ "broadcast", broadcast, NULL },
	{ "flatten", iter_flatten, &one },
	{ "grep", grepped, &a_line },
	{ "grep, regex", grepped_by_regex, &a_line },
	{ "fields", split, &a_line },
	{ "cat", iter_cat, &a_line },
};

#define EACH_STAGE(s)                        \
	for (const struct stage *s = stages; \
	     s < stages + sizeof stages / sizeof *stages; s++)

#define ITEM(s, i) ((s)->item ? (s)->item : &n[i])
#define SOURCE_FOR(s, ...) SOURCE(.base = (s)->item, __VA_ARGS__)

static int count(struct iter *it)
{
	int items = 0;

	gen_each (const void *, item, it)
		items++;
	return items;
}

static void each_item_is_pulled_only_when_it_is_asked_for(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 3);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(source.pulls, 0);
		for (int i = 1; i <= 3; i++) {
			assert_non_null(iter_next(it));
			assert_int_equal(source.pulls, i);
			assert_int_equal(iter_error(it), 0);
		}
		iter_free(it);
		assert_freed(source);
	}
}

static void at_the_end_it_stays_there(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 2);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(count(it), 2);
		assert_int_equal(count(it), 0);
		assert_int_equal(iter_error(it), 0);
		assert_null(iter_detail(it));
		assert_int_equal(source.pulls, 3);
		assert_alive(source);
		iter_free(it);
		assert_freed(source);
	}
}

static void an_empty_upstream_makes_an_empty_stage(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 0);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(count(it), 0);
		assert_int_equal(iter_error(it), 0);
		iter_free(it);
		assert_freed(source);
	}
}

static void an_error_of_the_upstream_is_the_stage_s_own(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 2, .fails = EIO);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(count(it), 2);
		assert_int_equal(iter_error(it), EIO);
		assert_ptr_equal(iter_detail(it), &n[6]);
		iter_free(it);
		assert_freed(source);
	}
}

static void so_it_is_through_many_stages(void **state)
{
	struct source source = SOURCE(.items = 2, .fails = EIO);
	struct iter *it = &source.iter;

	(void)state;
	EACH_STAGE(s)
	it = s->item ? it : s->make(it);
	assert_int_equal(count(it), 2);
	assert_int_equal(iter_error(it), EIO);
	assert_ptr_equal(iter_detail(it), &n[6]);
	iter_free(it);
	assert_freed(source);
}

static void closing_it_closes_the_upstream(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 5);
		struct iter *it = s->make(&source.iter);

		assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), 0);
		assert_true(source.closed >= 1);
		assert_alive(source);
		assert_int_equal(count(it), 0);
		assert_int_equal(source.pulls, 1);
		assert_int_equal(iter_error(it), 0);
		assert_int_equal(iter_close(it), 0);
		iter_free(it);
		assert_freed(source);
	}
}

static void also_before_its_first_item(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 5);
		struct iter *it = s->make(&source.iter);

		assert_int_equal(iter_close(it), 0);
		assert_true(source.closed >= 1);
		assert_int_equal(count(it), 0);
		assert_int_equal(source.pulls, 0);
		iter_free(it);
		assert_freed(source);
	}
}

static void an_error_of_that_closing_comes_out(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source =
			SOURCE_FOR(s, .items = 5, .close_fails = EIO);
		struct iter *it = s->make(&source.iter);

		assert_non_null(iter_next(it));
		assert_int_equal(iter_close(it), EIO);
		iter_free(it);
		assert_freed(source);
	}
}

static int told;

static void tell(struct gen *g, int code, const void *detail)
{
	(void)g;
	told += code == EIO && detail == &n[6];
}

static void an_error_met_while_freeing_goes_to_the_hook(void **state)
{
	gen_on_unraisable(tell);
	EACH_STAGE(s)
	{
		struct actor a;
		struct gen *up = play(&a, state, YIELD(ITEM(s, 1)), FINALLY,
				      RAISE_WITH(EIO, &n[6]));
		struct iter *it = s->make(gen_iter(up));

		told = 0;
		assert_non_null(iter_next(it));
		iter_free(it);
		assert_int_equal(told, 1);
	}
	gen_on_unraisable(NULL);
}

static void unstarted_it_frees_its_upstream(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 5);

		iter_free(s->make(&source.iter));
		assert_freed(source);
		assert_int_equal(source.pulls, 0);
	}
}

static void closed_it_still_says_what_ended_it(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct iter *it = s->make(iter_lines("/no/such/file"));

		while (iter_next(it))
			;
		assert_int_equal(iter_close(it), 0);
		assert_int_equal(iter_error(it), ENOENT);
		assert_string_equal(iter_detail(it), "/no/such/file: No such "
						     "file or directory");
		iter_free(it);
	}
}

static void many_stages_are_closed_and_freed_through_the_last(void **state)
{
	struct source source = SOURCE(.items = 5);
	struct iter *it = &source.iter;

	(void)state;
	EACH_STAGE(s)
	it = s->item ? it : s->make(it);
	assert_non_null(iter_next(it));
	assert_int_equal(source.pulls, 1);
	assert_int_equal(iter_close(it), 0);
	assert_true(source.closed >= 1);
	iter_free(it);
	assert_freed(source);
}

static void an_upstream_that_could_not_open_says_so_before_any_item(
	void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct iter *up =
			iter_batch(&(struct source)SOURCE().iter, 0, 1);
		struct iter *it = s->make(up);

		if (s->make != chained_after && s->make != zipped_after &&
		    s->make != merged)
			assert_int_equal(iter_error(it), EINVAL);
		assert_null(iter_next(it));
		assert_int_equal(iter_error(it), EINVAL);
		assert_non_null(iter_detail(it));
		iter_free(it);
	}
}

static void items_that_pass_through_are_the_upstream_s_own(void **state)
{
	static struct iter *(*const through[])(struct iter * up) = {
		mapped,  filtered, taken,         taken_while,
		skipped, chained,  chained_after,
	};

	(void)state;
	for (int i = 0; i < 7; i++) {
		struct source source = SOURCE(.items = 2);
		struct iter *it = through[i](&source.iter);

		assert_lends(iter_next(it), &n[1]);
		assert_lends(iter_next(it), &n[2]);
		iter_free(it);
	}
}

static void generators_are_maps_and_filters_alone(void **state)
{
	(void)state;
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 2);
		struct iter *it = s->make(&source.iter);
		bool expression = s->make == mapped || s->make == filtered;

		assert_int_equal(iter_is_generator(it), expression);
		assert_int_equal(iter_gen(it) != NULL, expression);
		iter_free(it);
	}
}

static void a_stage_can_be_delegated_to(void **state)
{
	EACH_STAGE(s)
	{
		struct source source = SOURCE_FOR(s, .items = 2, .fails = EIO);
		struct iter *it = s->make(&source.iter);
		struct actor a;
		struct gen *g = play(&a, state, FROM(it));

		assert_non_null(gen_next(g));
		assert_non_null(gen_next(g));
		assert_fails(gen_next(g), g, EIO, &n[6]);
		gen_free(g);
		iter_free(it);
	}
}

static void a_generator_can_be_the_upstream(void **state)
{
	EACH_STAGE(s)
	{
		struct actor a;
		struct gen *g = play(&a, state, YIELD(ITEM(s, 1)),
				     YIELD(ITEM(s, 2)), RETURN(&n[7]));
		struct iter *it = s->make(gen_iter(g));

		assert_int_equal(count(it), 2);
		assert_int_equal(iter_error(it), 0);
		assert_null(iter_detail(it));
		iter_free(it);
	}
}

static void without_a_function_or_text_it_says_einval(void **state)
{
	struct source source = SOURCE(.items = 5), other = SOURCE(.items = 5);
	struct source third = SOURCE(.items = 5), fourth = SOURCE(.items = 5);
	struct source fifth = SOURCE(.items = 5);
	struct iter *broken[] = {
		iter_map(&source.iter, NULL, NULL),
		iter_filter(&other.iter, NULL, NULL),
		iter_take_while(&third.iter, NULL, NULL),
		iter_grep(&fourth.iter, NULL),
		iter_grep_regex(&fifth.iter, NULL),
	};

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_non_null(broken[i]);
		assert_null(iter_next(broken[i]));
		assert_int_equal(iter_error(broken[i]), EINVAL);
		assert_non_null(iter_detail(broken[i]));
		iter_free(broken[i]);
	}
	assert_freed(source);
	assert_freed(other);
	assert_freed(third);
	assert_freed(fourth);
	assert_freed(fifth);
}

static void the_result_of_a_generator_above_is_not_the_stage_s(void **state)
{
	EACH_STAGE(s)
	{
		struct actor a, b;
		struct gen *up =
			play_inner(&b, state, YIELD(ITEM(s, 1)), RETURN(&n[7]));
		struct iter *it = s->make(gen_iter(up));
		struct gen *g = play(&a, state, FROM(it), RETURN_SENT);

		assert_non_null(gen_next(g));
		assert_ends(gen_next(g), g, NULL);
		gen_free(g);
		iter_free(it);
	}
}

/* ---- take ---- */

static void take_lends_so_many_and_asks_for_no_more(void **state)
{
	struct source source = SOURCE(.items = 10);
	struct iter *it = iter_take(&source.iter, 3);

	(void)state;
	assert_int_equal(count(it), 3);
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 3);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);
}

static void take_of_none_asks_for_none(void **state)
{
	struct source source = SOURCE(.items = 10);
	struct iter *it = iter_take(&source.iter, 0);

	(void)state;
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 0);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
	assert_freed(source);
}

static void take_of_more_than_there_are_is_all(void **state)
{
	struct source source = SOURCE(.items = 2);
	struct iter *it = iter_take(&source.iter, SIZE_MAX);

	(void)state;
	assert_int_equal(count(it), 2);
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 3);
	iter_free(it);
}

static void an_error_after_the_last_item_taken_is_not_met(void **state)
{
	struct source source = SOURCE(.items = 2, .fails = EIO);
	struct iter *it = iter_take(&source.iter, 2);

	(void)state;
	assert_int_equal(count(it), 2);
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

/* ---- take_while and skip ---- */

static bool below_three(const void *item, void *ctx)
{
	++*(int *)ctx;
	return *(const int *)item < 3;
}

static void take_while_ends_before_the_first_that_is_refused(void **state)
{
	/* Which lends 1, 2, 3 ... 9, 0, 1: it does not begin again. */
	struct source source = SOURCE(.items = 11);
	int asked = 0;
	struct iter *it = iter_take_while(&source.iter, below_three, &asked);

	(void)state;
	assert_lends(iter_next(it), &n[1]);
	assert_lends(iter_next(it), &n[2]);
	assert_int_equal(count(it), 0);
	assert_int_equal(count(it), 0);
	assert_int_equal(iter_error(it), 0);
	assert_int_equal(source.pulls, 3);
	assert_int_equal(asked, 3);
	iter_free(it);
	assert_freed(source);
}

static void take_while_meets_an_error_before_that_only(void **state)
{
	for (int items = 1; items <= 3; items++) {
		struct source source = SOURCE(.items = items, .fails = EIO);
		int asked = 0;
		struct iter *it =
			iter_take_while(&source.iter, below_three, &asked);

		assert_int_equal(count(it), items < 3 ? items : 2);
		assert_int_equal(iter_error(it), items < 3 ? EIO : 0);
		iter_free(it);
	}
	(void)state;
}

static void skip_lends_all_but_the_first(void **state)
{
	struct source source = SOURCE(.items = 5);
	struct iter *it = iter_skip(&source.iter, 3);

	(void)state;
	assert_int_equal(source.pulls, 0);
	assert_lends(iter_next(it), &n[4]);
	assert_lends(iter_next(it), &n[5]);
	assert_int_equal(count(it), 0);
	assert_int_equal(count(it), 0);
	assert_int_equal(source.pulls, 6);
	iter_free(it);
}

static void skip_of_more_than_there_are_lends_none(void **state)
{
	for (int fails = 0; fails <= EIO; fails += EIO) {
		struct source source = SOURCE(.items = 2, .fails = fails);
		struct iter *it = iter_skip(&source.iter, SIZE_MAX);

		assert_int_equal(count(it), 0);
		assert_int_equal(count(it), 0);
		assert_int_equal(iter_error(it), fails);
		assert_int_equal(source.pulls, 3);
		iter_free(it);
	}
	(void)state;
}

/* ---- chain ---- */

static void chain_is_all_of_the_first_then_all_of_the_second(void **state)
{
	struct iter_array first = iter_array(n, 3, sizeof *n);
	struct iter_array second = iter_array(n + 3, 4, sizeof *n);
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	for (int i = 0; i < 7; i++)
		assert_lends(iter_next(it), &n[i]);
	assert_null(iter_next(it));
	assert_null(iter_next(it));
	assert_int_equal(iter_error(it), 0);
	iter_free(it);
}

static void its_second_is_not_asked_before_its_first_has_ended(void **state)
{
	struct source first = SOURCE(.items = 1, .name = "first");
	struct source second = SOURCE(.items = 1, .name = "second");
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	iter_next(it);
	assert_string_equal(said, "pull-first ");
	iter_next(it);
	assert_string_equal(said, "pull-first pull-first pull-second ");
	iter_free(it);
	assert_freed(first);
	assert_freed(second);
}

static void an_error_of_its_first_ends_it(void **state)
{
	struct source first = SOURCE(.items = 1, .fails = EIO);
	struct source second = SOURCE(.items = 1);
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	assert_int_equal(count(it), 1);
	assert_int_equal(count(it), 0);
	assert_int_equal(iter_error(it), EIO);
	assert_int_equal(second.pulls, 0);
	iter_free(it);
	assert_freed(first);
	assert_freed(second);
}

static void an_error_of_closing_either_comes_out_of_close(void **state)
{
	for (int i = 0; i < 2; i++) {
		struct source first = SOURCE(.items = 1);
		struct source second = SOURCE(.items = 1);
		struct iter *it = iter_chain(&first.iter, &second.iter);

		(i ? &second : &first)->close_fails = EIO;
		iter_next(it);
		assert_int_equal(iter_close(it), EIO);
		assert_int_equal(first.closed, 1);
		assert_int_equal(second.closed, 1);
		assert_int_equal(count(it), 0);
		iter_free(it);
		assert_freed(first);
		assert_freed(second);
	}
	(void)state;
}

static void an_error_of_its_second_comes_after_all(void **state)
{
	struct source first = SOURCE(.items = 2);
	struct source second = SOURCE(.items = 2, .fails = EIO);
	struct iter *it = iter_chain(&first.iter, &second.iter);

	(void)state;
	assert_int_equal(count(it), 4);
	assert_int_equal(iter_error(it), EIO);
	iter_free(it);
	assert_freed(first);
	assert_freed(second);
}

static void closed_it_closes_both_and_freed_it_frees_both(void **state)
{
	for (int pulls = 0; pulls < 5; pulls++) {
		struct source first = SOURCE(.items = 2);
		struct source second = SOURCE(.items = 2);
		struct iter *it = iter_chain(&first.iter, &second.iter);

		for (int i = 0; i < pulls; i++)
			iter_next(it);
		assert_int_equal(iter_close(it), 0);
		assert_true(first.closed >= 1);
		assert_int_equal(second.closed, 1);
		assert_int_equal(count(it), 0);
		iter_free(it);
		assert_freed(first);
		assert_freed(second);
	}
	(void)state;
}

static void if_one_is_null_the_other_is_freed(void **state)
{
	struct source first = SOURCE(.items = 2);
	struct source second = SOURCE(.items = 2);

	(void)state;
	assert_null(iter_chain(&first.iter, NULL));
	assert_freed(first);
	assert_null(iter_chain(NULL, &second.iter));
	assert_freed(second);
}

/* ---- enumerate ---- */

static void enumerate_numbers_the_items_of_the_upstream(void **state)
{
	struct source source = SOURCE(.items = 3);
	struct iter *it = iter_enumerate(&source.iter, 0);
	size_t index = 0;

	(void)state;
	gen_each (const struct numbered *, numbered, it) {
		assert_int_equal(numbered->index, index++);
		assert_ptr_equal(numbered->item, &n[index]);
	}
	assert_int_equal(index, 3);
	iter_free(it);
}

static void enumerate_counts_from_where_it_is_told(void **state)
{
	struct source source = SOURCE(.items = 2);
	struct iter *it = iter_enumerate(&source.iter, 100);
	const struct numbered *numbered = iter_next(it);

	(void)state;
	assert_int_equal(numbered->index, 100);
	numbered = iter_next(it);
	assert_int_equal(numbered->index, 101);
	iter_free(it);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return write(fd, "one line\n", 9) != 9 || close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(each_item_is_pulled_only_when_it_is_asked_for),
		ONCE(at_the_end_it_stays_there),
		ONCE(an_empty_upstream_makes_an_empty_stage),
		ONCE(an_error_of_the_upstream_is_the_stage_s_own),
		ONCE(so_it_is_through_many_stages),
		ONCE(closing_it_closes_the_upstream),
		ONCE(also_before_its_first_item),
		ONCE(an_error_of_that_closing_comes_out),
		BOTH(an_error_met_while_freeing_goes_to_the_hook),
		ONCE(unstarted_it_frees_its_upstream),
		ONCE(closed_it_still_says_what_ended_it),
		ONCE(many_stages_are_closed_and_freed_through_the_last),
		ONCE(an_upstream_that_could_not_open_says_so_before_any_item),
		ONCE(items_that_pass_through_are_the_upstream_s_own),
		ONCE(generators_are_maps_and_filters_alone),
		BOTH(a_stage_can_be_delegated_to),
		BOTH(a_generator_can_be_the_upstream),
		PAIRS(the_result_of_a_generator_above_is_not_the_stage_s),
		ONCE(without_a_function_or_text_it_says_einval),
		ONCE(take_lends_so_many_and_asks_for_no_more),
		ONCE(take_of_none_asks_for_none),
		ONCE(take_of_more_than_there_are_is_all),
		ONCE(an_error_after_the_last_item_taken_is_not_met),
		ONCE(take_while_ends_before_the_first_that_is_refused),
		ONCE(take_while_meets_an_error_before_that_only),
		ONCE(skip_lends_all_but_the_first),
		ONCE(skip_of_more_than_there_are_lends_none),
		ONCE(chain_is_all_of_the_first_then_all_of_the_second),
		ONCE(its_second_is_not_asked_before_its_first_has_ended),
		ONCE(an_error_of_its_first_ends_it),
		ONCE(an_error_of_closing_either_comes_out_of_close),
		ONCE(an_error_of_its_second_comes_after_all),
		ONCE(closed_it_closes_both_and_freed_it_frees_both),
		ONCE(if_one_is_null_the_other_is_freed),
		ONCE(enumerate_numbers_the_items_of_the_upstream),
		ONCE(enumerate_counts_from_where_it_is_told),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_file,
					   remove_file);
}
