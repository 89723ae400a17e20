/* SPDX-License-Identifier: MIT */
/*
 * driver.c - iterators over an array; of each item that they lend, which one of
 * the array's it is.
 */
#include "walk.h"

#include <drive.h>
#include <string.h>

static const char *base;
static size_t count, size;

/* False: it is at its end. */
static bool step(const char *name, struct walk *walk)
{
	const char *item = iter_next(&walk->iter);

	if (!item) {
		drive_say("%s: the end", name);
		drive_failed(iter_error(&walk->iter));
		return false;
	}
	if (item < base || item >= base + count * size)
		drive_say("%s: an address that is not in the array", name);
	else if ((size_t)(item - base) % size)
		drive_say("%s: an address inside item %zu", name,
			  (size_t)(item - base) / size);
	else
		drive_say("%s: item %zu", name, (size_t)(item - base) / size);
	return true;
}

static void all(const char *name, struct walk walk)
{
	/* One that never ends is seen to go on, and stopped. */
	for (size_t i = 0; i < count + 3 && step(name, &walk); i++)
		;
}

/* Two iterators forwards, and one backwards whose items are twice as large; by
 * turns as they are drawn. */
static void two(void)
{
	struct walk one = walk_array(base, count, size);
	struct walk two = walk_array(base, count, size);
	struct walk back = walk_back(base, count / 2, 2 * size);

	for (size_t i = 0; i < 3 * count; i++)
		switch (drive_below(3)) {
		case 0:
			step("one", &one);
			break;
		case 1:
			step("two", &two);
			break;
		default:
			step("back", &back);
		}
}

static void pairs(void)
{
	struct walk walk = walk_array(base, count, size);

	for (size_t i = 0; i < count && step("outer", &walk); i++)
		for (size_t k = 0; k < count && step("inner", &walk); k++)
			;
}

static void copy(struct walk walk)
{
	struct walk other;

	for (size_t i = 0; i < count / 2; i++)
		step("first", &walk);
	other = walk;
	step("first", &walk);
	all("copy", other);
	all("first", walk);
}

static void end(struct walk walk)
{
	all("walk", walk);
	for (size_t i = 0; i < count + 3; i++)
		step("walk", &walk);
	for (int i = 0; i < 10; i++)
		step("walk", &walk);
	drive_failed(iter_close(&walk.iter));
	iter_free(&walk.iter);
}

void drive(void)
{
	const char *what = drive_word("do");

	count = (size_t)drive_number("n");
	size = (size_t)drive_number("size");
	base = count ? drive_alloc(count * size) : NULL;
	if (!strcmp(what, "forth"))
		all("forth", walk_array(base, count, size));
	else if (!strcmp(what, "back"))
		all("back", walk_back(base, count, size));
	else if (!strcmp(what, "two"))
		two();
	else if (!strcmp(what, "pairs"))
		pairs();
	else
		for (int back = 0; back < 2; back++) {
			struct walk walk = back ? walk_back(base, count, size) :
						  walk_array(base, count, size);

			what[0] == 'c' ? copy(walk) : end(walk);
		}
}
