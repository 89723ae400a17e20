/* SPDX-License-Identifier: MIT */
/*
 * test-alloc.c - every allocation failing in turn.
 *
 * Promises: gen_new(), gen_adopt(), gen_defer() in generator.h; iter_detail()
 * in generator/iter.h: "For NULL, a text that names the allocation or mapping
 * that failed last in this thread"; "A constructor that fails for lack of
 * memory frees what it was given" in generator/pipeline.h; ENOMEM in
 * generator/lines.h.
 *
 * A deed makes something, uses it and frees it.  It is done once as usual, and
 * then again for every allocation that it made: with that one failing, and with
 * that one and all that follow failing.  Each time in a thread of its own,
 * whose pool has no stacks, so that a stack must be mapped.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>

#include <generator/files.h>
#include <generator/stack.h>
#include <generator/text.h>

#include "allocs.h"
#include "source.h"

/* What came of a deed. */
struct deed {
	const char *name;
	void (*fn)(struct deed *d);
	int expected; /* its error when nothing fails */
	bool copes;   /* libc makes do without some of its allocations */
	int error;    /* its error */
	bool wrong;   /* it saw what must not be */
	bool nothing; /* what it should have made is NULL */
	int fail_at;
	bool and_all_after;
	int calls, blocks, mapped;
	const char *failed;
	char text[128]; /* iter_detail(NULL) after it */
	bool named;     /* ... and it was written by a failure */
};

/* What a deed may lay down and pick up again. */
static struct source given;

static void give(void)
{
	given = (struct source)SOURCE(.items = 100);
}

/* ---- Deeds ---- */

struct count {
	int max;
	bool defer; /* a call to undo() */
};

static int undone;

static void undo(void *times)
{
	undone += *(int *)times;
}

static const void *count(struct gen *self, void *args)
{
	static int one = 1;
	const struct count *my = args;

	if (my->defer && !gen_defer(self, undo, &one))
		return gen_raise(self, errno);
	for (int i = 0; i < my->max; i++)
		if (!gen_yield(self, &n[i % 10]))
			return NULL;
	return NULL;
}

struct pass_on {
	struct iter *up;
};

static const void *pass_on(struct gen *self, void *args)
{
	bool all = gen_yield_from(self, ((struct pass_on *)args)->up);

	return all ? n : NULL;
}

static void use(struct deed *d, struct iter *it, int items)
{
	d->nothing = !it;
	while (iter_next(it))
		items--;
	d->error = iter_error(it);
	if (!d->error && items)
		d->wrong = true;
	if (d->error && !iter_detail(it) && !iter_is_generator(it))
		d->wrong = true;
	iter_free(it);
}

static void make_generator(struct deed *d)
{
	struct gen *g = gen_call(count, .max = 5);

	if (!g && errno != ENOMEM)
		d->wrong = true;
	use(d, gen_iter(g), 5);
}

static void make_small(struct deed *d)
{
	struct count args = { .max = 5 };
	struct gen *g =
		gen_new_sized(count, &args, sizeof args, GEN_STACK_SMALL);

	if (gen_error(g) == ENOTSUP) { /* ucontext */
		gen_free(g);
		make_generator(d);
		return;
	}
	use(d, gen_iter(g), 5);
	gen_stack_trim(); /* or the slab is there the next time */
}

static void make_two_generators(struct deed *d)
{
	struct gen *one = gen_call(count, .max = 5);
	struct gen *two = gen_call(count, .max = 5);

	d->nothing = !one || !two;
	if (gen_error(one) || gen_error(two))
		d->error = ENOMEM;
	gen_next(one);
	gen_next(two);
	gen_free(one);
	gen_free(two);
}

static void adopt(struct deed *d)
{
	struct gen *g;

	give();
	g = gen_adopt(gen_call(count, .max = 5), &given.iter);
	if (!g && given.freed != 1)
		d->wrong = true;
	use(d, gen_iter(g), 5);
}

static void defer(struct deed *d)
{
	struct gen *g = gen_call(count, .max = 5, .defer = true);
	bool made = g;

	undone = 0;
	use(d, gen_iter(g), 5);
	if (undone != made)
		d->wrong = true;
}

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

static void make_stage(struct deed *d, struct iter *it, int items)
{
	if (!it && (given.freed != 1 || errno != ENOMEM))
		d->wrong = true;
	use(d, it, items);
	if (given.freed != 1)
		d->wrong = true;
}

static void make_map(struct deed *d)
{
	give();
	make_stage(d, iter_map(&given.iter, same, NULL), 100);
}

static void make_filter(struct deed *d)
{
	give();
	make_stage(d, iter_filter(&given.iter, all, NULL), 100);
}

static void make_take(struct deed *d)
{
	give();
	make_stage(d, iter_take(&given.iter, 10), 10);
}

static void make_enumerate(struct deed *d)
{
	give();
	make_stage(d, iter_enumerate(&given.iter, 10), 100);
}

static void make_batch(struct deed *d)
{
	give();
	make_stage(d, iter_batch(&given.iter, 30, sizeof *n), 4);
}

static void refuse_batch(struct deed *d)
{
	give();
	make_stage(d, iter_batch(&given.iter, 0, sizeof *n), 0);
}

static void refuse_map(struct deed *d)
{
	give();
	make_stage(d, iter_map(&given.iter, NULL, NULL), 0);
}

static void make_chain(struct deed *d)
{
	struct source second = SOURCE(.items = 7);

	give();
	make_stage(d, iter_chain(&given.iter, &second.iter), 107);
	if (second.freed != 1)
		d->wrong = true;
}

static void make_take_while(struct deed *d)
{
	give();
	make_stage(d, iter_take_while(&given.iter, all, NULL), 100);
}

static void make_skip(struct deed *d)
{
	give();
	make_stage(d, iter_skip(&given.iter, 10), 90);
}

static void make_zip(struct deed *d)
{
	struct source second = SOURCE(.items = 7);

	give();
	make_stage(d, iter_zip(&given.iter, &second.iter), 7);
	if (second.freed != 1)
		d->wrong = true;
}

static int all_equal(const void *a, const void *b)
{
	(void)a;
	(void)b;
	return 0;
}

static void make_merge(struct deed *d)
{
	struct source second = SOURCE(.items = 7);

	give();
	make_stage(d,
		   iter_merge((struct iter *[]){ &given.iter, &second.iter }, 2,
			      all_equal),
		   107);
	if (second.freed != 1)
		d->wrong = true;
}

static void make_window(struct deed *d)
{
	give();
	make_stage(d, iter_window(&given.iter, 30, 1, sizeof *n), 71);
}

static void make_tee(struct deed *d)
{
	struct iter *readers[2];

	give();
	iter_tee(&given.iter, readers, 2, 100, sizeof *n);
	if (!readers[0] != !readers[1])
		d->wrong = true;
	use(d, readers[1], 100);
	make_stage(d, readers[0], 100);
}

static void refuse_tee(struct deed *d)
{
	struct iter *reader;

	give();
	iter_tee(&given.iter, &reader, 1, 0, sizeof *n);
	make_stage(d, reader, 0);
}

static void make_broadcast(struct deed *d)
{
	struct gen *sink = gen_call(count, .max = 1000);

	give();
	make_stage(d, iter_broadcast(&given.iter, &sink, 1), 100);
}

static char path[] = "/tmp/test-alloc-XXXXXX";
static char folder[] = "/tmp/test-alloc-XXXXXX"; /* a.log, in/b.log */
static const struct line lines[] = { { path, sizeof path - 1 } };

static void give_line(void)
{
	give();
	given.base = lines;
}

static void make_flatten(struct deed *d)
{
	struct iter_array ten = iter_array(n, 10, sizeof *n);

	give();
	given.base = &ten;
	make_stage(d, iter_flatten(&given.iter), 10);
}

static void make_cat(struct deed *d)
{
	give_line();
	given.items = 2;
	make_stage(d, iter_cat(&given.iter), 6);
}

static void make_grep(struct deed *d)
{
	give_line();
	make_stage(d, iter_grep(&given.iter, "tmp"), 100);
}

static void make_fields(struct deed *d)
{
	give_line();
	make_stage(d, iter_fields(&given.iter, '-'), 100);
}

static void find_files(struct deed *d)
{
	use(d, iter_find(folder, "[ab].log"), 2);
}

static void find_in_missing_folder(struct deed *d)
{
	use(d, iter_find("/no/such/folder", "*"), 0);
}

static bool at_once(void *ctx)
{
	return !ctx;
}

static void follow_file(struct deed *d)
{
	use(d, iter_follow(path, at_once, NULL), 0);
}

static void read_lines(struct deed *d)
{
	use(d, iter_lines(path), 3);
}

static void read_lines_of_fd(struct deed *d)
{
	int fd = open(path, O_RDONLY);

	use(d, iter_lines_fd(fd, "some file"), 3);
	if (close(fd))
		d->wrong = true;
}

static void read_batches(struct deed *d)
{
	use(d, iter_line_batches(path, 2), 3);
}

static void read_missing_file(struct deed *d)
{
	use(d, iter_lines("/no/such/file"), 0);
}

static void make_pipeline(struct deed *d)
{
	struct iter *it = iter_lines(path);

	it = iter_filter(it, all, NULL);
	it = iter_enumerate(it, 1);
	it = iter_take(it, 3);
	it = iter_batch(it, 2, sizeof(struct numbered));
	use(d, it, 2);
}

static void make_staged_generators(struct deed *d)
{
	struct gen *g = gen_call(count, .max = 5);

	for (int i = 0; i < 3; i++) {
		struct iter *up = gen_iter(g);

		g = gen_adopt(gen_call(pass_on, .up = up), up);
	}
	use(d, gen_iter(g), 5);
}

#define DEED(name_, fn_, expected_)                                   \
	{                                                             \
		.name = (name_), .fn = (fn_), .expected = (expected_) \
	}

static struct deed deeds[] = {
	DEED("a generator", make_generator, 0),
	DEED("a generator with a small stack", make_small, 0),
	DEED("two generators", make_two_generators, 0),
	DEED("a generator that adopts", adopt, 0),
	DEED("a generator that defers", defer, 0),
	DEED("generators that adopt each other", make_staged_generators, 0),
	DEED("map", make_map, 0),
	DEED("filter", make_filter, 0),
	DEED("take", make_take, 0),
	DEED("enumerate", make_enumerate, 0),
	DEED("batch", make_batch, 0),
	DEED("a batch of none", refuse_batch, EINVAL),
	DEED("a map without a function", refuse_map, EINVAL),
	DEED("chain", make_chain, 0),
	DEED("take_while", make_take_while, 0),
	DEED("skip", make_skip, 0),
	DEED("zip", make_zip, 0),
	DEED("merge", make_merge, 0),
	DEED("window", make_window, 0),
	DEED("tee", make_tee, 0),
	DEED("a tee that keeps none", refuse_tee, EINVAL),
	DEED("broadcast", make_broadcast, 0),
	DEED("flatten", make_flatten, 0),
	DEED("cat", make_cat, 0),
	DEED("grep", make_grep, 0),
	DEED("fields", make_fields, 0),
	{ .name = "files of a folder", .fn = find_files, .copes = true },
	DEED("files of a missing folder", find_in_missing_folder, ENOENT),
	DEED("a growing file", follow_file, 0),
	DEED("lines of a file", read_lines, 0),
	DEED("lines of a descriptor", read_lines_of_fd, 0),
	DEED("lines in batches", read_batches, 0),
	DEED("lines of a missing file", read_missing_file, ENOENT),
	DEED("a pipeline", make_pipeline, 0),
};

/* ---- Doing them ---- */

static pthread_key_t last;

static void account(void *deed)
{
	struct deed *d = deed;

	/* This may be called before the pool is emptied: come again. */
	if (allocs.mapped && d->calls++ < 3) {
		pthread_setspecific(last, d);
		return;
	}
	d->calls = allocs.calls;
	d->blocks = allocs.blocks;
	d->mapped = allocs.mapped;
	allocs.watch = false;
}

static void *in_a_thread(void *deed)
{
	struct deed *d = deed;
	char before[sizeof d->text];

	snprintf(before, sizeof before, "%s", (char *)iter_detail(NULL));
	pthread_setspecific(last, d);
	allocs_watch();
	allocs.fail_at = d->fail_at;
	allocs.and_all_after = d->and_all_after;
	d->fn(d);
	d->failed = allocs.failed;
	d->calls = 0;
	snprintf(d->text, sizeof d->text, "%s", (char *)iter_detail(NULL));
	d->named = strcmp(before, d->text) != 0;
	return NULL;
}

static struct deed do_it(const struct deed *which, int fail_at, bool after)
{
	struct deed d = *which;
	pthread_t thread;

	d.fail_at = fail_at;
	d.and_all_after = after;
	pthread_create(&thread, NULL, in_a_thread, &d);
	pthread_join(thread, NULL);
	return d;
}

static void assert_done(const struct deed *d)
{
	if (!d->wrong && !d->blocks && !d->mapped)
		return;
	print_error("%s, allocation %d%s: %s, %d blocks, %d mappings left\n",
		    d->name, d->fail_at, d->and_all_after ? " and after" : "",
		    d->wrong ? "wrong" : "right", d->blocks, d->mapped);
	fail();
}

/* What failed is reported as lack of memory or, where the program was about
 * to be told of another error anyway, as that one.  The guard page has a
 * second chance, and the text of an error can be done without. */
static void assert_fails_well(const struct deed *usual, const struct deed *d)
{
	bool harmless = d->failed && (!strcmp(d->failed, "madvise") ||
				      usual->expected || usual->copes);

	assert_done(d);
	assert_non_null(d->failed);
	if (d->error != ENOMEM && !(harmless && d->error == usual->error)) {
		print_error("%s, allocation %d (%s): error %d\n", d->name,
			    d->fail_at, d->failed, d->error);
		fail();
	}
}

static void all_goes_well_and_leaves_nothing(void **state)
{
	skip_without_allocs();
	(void)state;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct deed d = do_it(&deeds[i], 0, false);

		assert_done(&d);
		assert_int_equal(d.error, d.expected);
		assert_true(d.calls > 0);
		assert_null(d.failed);
	}
}

static void with_any_one_failing_it_fails_well_and_leaves_nothing(void **state)
{
	skip_without_allocs();
	(void)state;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct deed usual = do_it(&deeds[i], 0, false);

		for (int k = 1; k <= usual.calls; k++) {
			struct deed d = do_it(&deeds[i], k, false);

			assert_fails_well(&usual, &d);
		}
	}
}

static void with_any_and_all_after_it_failing_too(void **state)
{
	skip_without_allocs();
	(void)state;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct deed usual = do_it(&deeds[i], 0, false);

		for (int k = 1; k <= usual.calls; k++) {
			struct deed d = do_it(&deeds[i], k, true);

			assert_fails_well(&usual, &d);
		}
	}
}

/* ---- What is said about it ---- */

static void what_failed_is_named(void **state)
{
	int kinds = 0;

	skip_without_allocs();
	(void)state;
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct deed usual = do_it(&deeds[i], 0, false);

		for (int k = 1; k <= usual.calls; k++) {
			struct deed d = do_it(&deeds[i], k, true);

			if (!d.nothing)
				continue;
			assert_true(d.named);
			assert_non_null(strpbrk(d.text, "123456789"));
			if (!strcmp(d.failed, "mmap")) {
				assert_non_null(strstr(d.text, "mmap"));
				kinds |= 1;
			} else if (!strcmp(d.failed, "mprotect")) {
				assert_non_null(strstr(d.text, "guard"));
				kinds |= 2;
			} else {
				assert_non_null(strstr(d.text, "alloc"));
				kinds |= 4;
			}
		}
	}
	assert_int_equal(kinds, 7);
}

static void a_limit_on_mappings_is_named(void **state)
{
	struct deed d;

	skip_without_allocs();
	(void)state;
	d = do_it(&deeds[0], 2, true);
	assert_string_equal(d.failed, "mmap");
	assert_non_null(strstr(d.text, "max_map_count"));
}

static void a_line_without_memory_is_an_error_of_its_iterator(void **state)
{
	struct iter *it;

	skip_without_allocs();
	(void)state;
	it = iter_lines(path);
	assert_non_null(iter_next(it));
	allocs_watch();
	allocs.fail_at = 1;
	assert_null(iter_next(it)); /* the second one is long */
	allocs.watch = false;
	assert_int_equal(iter_error(it), ENOMEM);
	assert_non_null(strstr(iter_detail(it), "Cannot allocate memory"));
	assert_null(iter_next(it));
	iter_free(it);
}

/* No deed: glibc's regcomp(3) frees twice where some of its own fail. */
static void a_regular_expression_without_memory_frees_its_upstream(void **state)
{
	skip_without_allocs();
	(void)state;
	give();
	allocs_watch();
	allocs.fail_at = 1;
	assert_null(iter_grep_regex(&given.iter, "tmp"));
	allocs.watch = false;
	assert_int_equal(allocs.blocks, 0);
	assert_int_equal(given.freed, 1);
}

static void a_deferred_call_that_cannot_be_noted_is_made_at_once(void **state)
{
	struct gen *g;

	skip_without_allocs();
	(void)state;
	undone = 0;
	g = gen_call(count, .max = 5, .defer = true);
	allocs_watch();
	allocs.fail_at = 1;
	gen_next(g);
	allocs.watch = false;
	assert_int_equal(undone, 1);
	assert_int_equal(gen_error(g), ENOMEM);
	gen_free(g);
	assert_int_equal(undone, 1);
}

static int unraisable;

static void count_unraisable(struct gen *g, int code, const void *detail)
{
	(void)g;
	(void)code;
	(void)detail;
	unraisable++;
}

static const void *adopting(struct gen *self, void *args)
{
	*(struct gen **)args = gen_adopt(self, &given.iter);
	return gen_yield(self, args) ? n : NULL;
}

static void a_running_body_that_cannot_adopt_frees_the_child_alone(void **state)
{
	struct gen *none = NULL, *g;

	skip_without_allocs();
	(void)state;
	give();
	g = gen_new(adopting, &none, sizeof none);
	gen_on_unraisable(count_unraisable);
	allocs_watch();
	allocs.fail_at = 1;
	none = *(struct gen *const *)gen_next(g);
	allocs.watch = false;
	assert_null(none);
	assert_int_equal(given.freed, 1);
	assert_int_equal(unraisable, 0);
	assert_int_equal(gen_state(g), GEN_SUSPENDED);
	assert_ends(gen_next(g), g, n);
	gen_free(g);
	gen_on_unraisable(NULL);
}

static int in_folder(const char *command)
{
	char text[100];

	snprintf(text, sizeof text, "cd %s && %s", folder, command);
	return system(text);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");

	(void)state;
	pthread_key_create(&last, account);
	fprintf(file, "first\n%0200000d\nlast", 0);
	return fclose(file) || !mkdtemp(folder) ||
	       in_folder("mkdir in && touch a.log in/b.log");
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path) || in_folder("rm -r \"$PWD\"");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		ONCE(all_goes_well_and_leaves_nothing),
		ONCE(with_any_one_failing_it_fails_well_and_leaves_nothing),
		ONCE(with_any_and_all_after_it_failing_too),
		ONCE(what_failed_is_named),
		ONCE(a_limit_on_mappings_is_named),
		ONCE(a_line_without_memory_is_an_error_of_its_iterator),
		ONCE(a_regular_expression_without_memory_frees_its_upstream),
		ONCE(a_running_body_that_cannot_adopt_frees_the_child_alone),
		ONCE(a_deferred_call_that_cannot_be_noted_is_made_at_once),
	};

	return cmocka_run_group_tests_name(__FILE__, tests, make_file,
					   remove_file);
}
