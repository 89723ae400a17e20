/* SPDX-License-Identifier: MIT */
/*
 * driver.c - trees of several shapes, and lists of lists that keep a ledger; the
 * consumer stops after so many numbers.  One of the lists may break.  Or two are
 * walked by turns.
 */
#include "tree.h"

#include <drive.h>

#include <stdio.h>
#include <string.h>

static void consume(struct gen *g, long stop)
{
	const long *number = NULL;
	int failed;

	while (stop-- > 0 && (number = gen_next(g)))
		drive_say("%ld", *number);
	failed = !g || !number ? gen_error(g) : 0;
	gen_free(g);
	drive_failed(failed);
}

/* ---- Trees ---- */

/* A tree of n keys, from first on; its root is the one of number at(n). */
static struct tree *tree(long first, long n, long (*at)(long n))
{
	struct tree *root;
	long left;

	if (n == 0)
		return NULL;
	left = at(n);
	root = drive_alloc(sizeof *root);
	root->key = first + left;
	root->left = tree(first, left, at);
	root->right = tree(first + left + 1, n - left - 1, at);
	return root;
}

static long in_the_middle(long n)
{
	return n / 2;
}

static long at_the_end(long n)
{
	return n - 1;
}

static long at_the_start(long n)
{
	(void)n;
	return 0;
}

static const struct tree *shaped(const char *shape, long n)
{
	if (!strcmp(shape, "balanced"))
		return tree(100, n, in_the_middle);
	if (!strcmp(shape, "left"))
		return tree(100, n, at_the_end);
	if (!strcmp(shape, "right"))
		return tree(100, n, at_the_start);
	return tree(100, n, drive_below);
}

static void walk(const char *shape, long n, long stop)
{
	consume(in_order(shaped(shape, n)), stop);
}

/* Where the key is that equals this one: the tree is in order. */
static const long *find(const struct tree *t, long key)
{
	while (t->key != key)
		t = key < t->key ? t->left : t->right;
	return &t->key;
}

/* Is that which is lent the tree's own? */
static void lent(long n)
{
	const struct tree *root = shaped("random", n);
	struct gen *g = in_order(root);
	const long *key;

	while ((key = gen_next(g)))
		drive_say("%ld%s", *key,
			  key == find(root, *key) ? "" : ", a copy");
	drive_failed(gen_error(g));
	gen_free(g);
}

/* Both have lent a number before one is looked at. */
static void by_turns(struct gen *first, struct gen *second)
{
	const long *one, *other;

	while ((one = gen_next(first)) && (other = gen_next(second)))
		drive_say("%ld and %ld", *one, *other);
	drive_failed(gen_error(first));
	drive_failed(gen_error(second));
	gen_free(first);
	gen_free(second);
}

/* ---- Lists ---- */

struct lists {
	long number; /* the next one */
	long breaks; /* the list of that number breaks */
};

/* How many items are at most in the list that text begins with. */
static size_t length(const char *text)
{
	size_t depth = 0, count = 0;

	do {
		depth += *text == '[';
		depth -= *text == ']';
		count += depth == 1;
	} while (*text++ && depth);
	return count;
}

/* The list that text stands for: "[0[1]]" are a number and a list of one. */
static struct iter *list(struct lists *lists, const char **text,
			 const char *name)
{
	struct item *items = drive_alloc(length(*text) * sizeof *items);
	bool breaks = lists->breaks-- == 0;
	struct iter *it;
	size_t count = 0;
	char *inner;

	for (++*text; **text != ']'; ++*text) {
		if (**text == '[') {
			inner = drive_alloc(strlen(name) + 24);
			sprintf(inner, "%s.%zu", name, count);
			items[count++].list = list(lists, text, inner);
		} else {
			items[count++].number = lists->number++;
		}
	}
	it = drive_items(name, items, count, sizeof *items);
	if (breaks)
		drive_fail_after(it, count / 2);
	return it;
}

/* n items, at random, some of them lists. */
static const char *drawn(long n)
{
	char *text = drive_alloc((size_t)n * 2 + 3), *at = text;
	long depth = 1;

	*at++ = '[';
	while (n > 0) {
		long what = drive_below(10);

		if (what < 3 && depth < 8) {
			*at++ = '[';
			depth++;
			n--;
		} else if (what < 5 && depth > 1) {
			*at++ = ']';
			depth--;
		} else {
			*at++ = '0';
			n--;
		}
	}
	while (depth--)
		*at++ = ']';
	return text;
}

/* n lists of one number each. */
static const char *many(long n)
{
	char *text = drive_alloc((size_t)n * 3 + 3), *at = text;

	*at++ = '[';
	while (n--)
		at = stpcpy(at, "[0]");
	*at = ']';
	return text;
}

static void lists(const char *text, long stop)
{
	struct lists lists = { .breaks = drive_word("breaks") ?
						 drive_number("breaks") :
						 -1 };

	consume(flatten(list(&lists, &text, "L")), stop);
}

/* n lists, each in the one before, with a number before it and behind it. */
static const char *nested(long n)
{
	char *text = drive_alloc((size_t)n * 4 + 1), *at = text;

	for (long i = 0; i < n; i++)
		at = stpcpy(at, "[0");
	for (long i = 0; i < n; i++)
		at = stpcpy(at, "0]");
	return text;
}

static void both(long n, long stop)
{
	walk("balanced", n, stop);
	lists(many(n), stop);
}

static void two(long n)
{
	struct lists one = { .breaks = -1 }, other = { 1000, -1 };
	const char *text = drawn(n), *again = text;

	by_turns(in_order(shaped("random", n)), in_order(shaped("left", n)));
	by_turns(flatten(list(&one, &text, "L")),
		 flatten(list(&other, &again, "M")));
}

void drive(void)
{
	long n = drive_number("n"), stop = drive_number("stop");
	const char *what = drive_word("what");

	if (*what == '[')
		lists(what, stop);
	else if (!strcmp(what, "lent"))
		lent(n);
	else if (!strcmp(what, "two"))
		two(n);
	else if (!strcmp(what, "nested"))
		lists(nested(n), stop);
	else if (!strcmp(what, "list"))
		lists("[0[1[2][]]3]", stop);
	else if (!strcmp(what, "lists"))
		lists(drawn(n), stop);
	else if (!strcmp(what, "both"))
		both(n, stop);
	else
		walk(what, n, stop);
}
