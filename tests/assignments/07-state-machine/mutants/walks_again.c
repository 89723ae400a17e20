/* SPDX-License-Identifier: MIT */
/*
 * walks_again.c - remembers how many cells it has lent, and walks there in each call.
 *
 * Must fail: cost
 * Prediction: the fifth: the frame is all there is of the machine, so that its
 *   copy is another one, asleep at the same place.  Python says TypeError:
 *   cannot pickle 'generator' object.
 */
#include "cells.h"

struct frame {
	enum { START, IN_LOOPS, ENDED } at;
	struct cell cell;
	struct iter *up;
	const struct box *box;
	int lent; /* of this box */
};

size_t cells_size(void)
{
	return sizeof(struct frame);
}

void cells_start(void *frame, struct iter *up)
{
	struct frame *my = frame;

	*my = (struct frame){ .at = START, .up = up };
}

/* The first cell of the next box that has any. */
static const struct cell *next_box(struct frame *my)
{
	my->cell.row = 0;
	my->cell.column = 0;
	my->lent = 1;
	while ((my->box = iter_next(my->up))) {
		if (my->box->rows && my->box->columns)
			return &my->cell;
		my->cell.box++;
	}
	my->at = ENDED;
	return NULL;
}

static bool walk(struct frame *my, int cells)
{
	struct cell *cell = &my->cell;

	for (cell->row = 0; cell->row < my->box->rows; cell->row++)
		for (cell->column = 0; cell->column < my->box->columns;
		     cell->column++)
			if (cells-- == 0)
				return true;
	return false;
}

const struct cell *cells_next(void *frame)
{
	struct frame *my = frame;

	switch (my->at) {
	case START:
		my->at = IN_LOOPS;
		return next_box(my);
	case IN_LOOPS:
		if (walk(my, my->lent++))
			return &my->cell;
		my->cell.box++;
		return next_box(my);
	case ENDED:
		break;
	}
	return NULL;
}
