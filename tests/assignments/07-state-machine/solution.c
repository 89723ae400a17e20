/* SPDX-License-Identifier: MIT */
/*
 * cells.c - two loops inside of a third, torn into steps.
 *
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
	while ((my->box = iter_next(my->up))) {
		if (my->box->rows && my->box->columns)
			return &my->cell;
		my->cell.box++;
	}
	my->at = ENDED;
	return NULL;
}

const struct cell *cells_next(void *frame)
{
	struct frame *my = frame;

	switch (my->at) {
	case START:
		my->at = IN_LOOPS;
		return next_box(my);
	case IN_LOOPS:
		if (++my->cell.column < my->box->columns)
			return &my->cell;
		my->cell.column = 0;
		if (++my->cell.row < my->box->rows)
			return &my->cell;
		my->cell.box++;
		return next_box(my);
	case ENDED:
		break;
	}
	return NULL;
}
