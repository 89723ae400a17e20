/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the cells of drawn boxes, by one machine or two, or by a copy of a
 * machine that sleeps.  Frames are on the heap, so that they are weighed.
 */
#include "cells.h"

#include <drive.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 100 };

static struct iter *drawn_boxes(const char *name)
{
	size_t n = (size_t)drive_number("n");
	long least = drive_number("least"), most = drive_number("most");
	struct box *boxes = drive_alloc(n * sizeof *boxes);
	struct iter *source = drive_items(name, boxes, n, sizeof *boxes);

	for (size_t i = 0; i < n; i++) {
		boxes[i].rows = (int)(least + drive_below(most - least + 1));
		boxes[i].columns = (int)(least + drive_below(most - least + 1));
		if (drive_word("wide"))
			boxes[i].columns = (int)drive_number("wide");
	}
	if (drive_word("broken"))
		drive_fail_after(source, (size_t)drive_number("broken"));
	return source;
}

static void *started(struct iter *up)
{
	void *frame = malloc(cells_size());

	if (!frame) {
		drive_failed(ENOMEM);
		return NULL;
	}
	memset(frame, 0xff, cells_size()); /* whatever was there before */
	cells_start(frame, up);
	return frame;
}

static void say(const char *name, const struct cell *cell)
{
	if (!cell)
		drive_say("%s: none", name);
	else if (!drive_word("quiet"))
		drive_say("%s: box %d row %d column %d", name, cell->box,
			  cell->row, cell->column);
}

static const struct cell *step(const char *name, void *frame)
{
	const struct cell *cell = cells_next(frame);

	say(name, cell);
	return cell;
}

static void one(void)
{
	struct iter *up = drawn_boxes("boxes");
	void *frame = started(up);
	long count = 0;

	drive_event("made");
	while (frame && step("cell", frame))
		count++;
	if (frame) {
		drive_say("%ld cells", count);
		drive_failed(iter_error(up));
	}
	for (int i = 0; frame && drive_word("do")[0] == 'e' && i < 5; i++)
		step("again", frame);
	iter_free(up);
	free(frame);
}

static void two(void)
{
	struct iter *up_a = drawn_boxes("a"), *up_b = drawn_boxes("b");
	void *a = started(up_a);
	void *b = a ? started(up_b) : NULL;
	const struct cell *of_a = NULL; /* what it has lent */

	for (int i = 0; a && b && i < MOST; i++)
		if (drive_below(2)) {
			of_a = step("a", a);
		} else {
			step("b", b);
			say("a still has", of_a);
		}
	iter_free(up_a);
	iter_free(up_b);
	free(a);
	free(b);
}

/* The first machine and its copy take turns at one list of boxes: what is asked
 * for by one is not there for the other. */
static void copy(void)
{
	struct iter *up = drawn_boxes("boxes");
	void *first = started(up);
	void *other = first ? malloc(cells_size()) : NULL;

	if (first && !other)
		drive_failed(ENOMEM);
	if (other) {
		step("first", first);
		step("first", first);
		memcpy(other, first, cells_size());
		step("first", first);
		step("other", other);
		memset(first, 0xff, cells_size());
		while (step("other", other))
			;
	}
	iter_free(up);
	free(first);
	free(other);
}

void drive(void)
{
	const char *what = drive_word("do");

	if (what[0] == 't')
		two();
	else if (what[0] == 'c')
		copy();
	else
		one();
}
