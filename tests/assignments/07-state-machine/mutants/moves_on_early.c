/* SPDX-License-Identifier: MIT */
/*
 * moves_on_early.c - the machine moves on before it lends, and not when it is asked again.
 *
 * Must fail: ledger
 * Prediction: the fifth: the frame is all there is of the machine, so that its
 *   copy is another one, asleep at the same place.  Python says TypeError:
 *   cannot pickle 'generator' object.
 */
#include "cells.h"

struct frame {
	enum { START, IN_LOOPS, ENDED } at;
	struct cell cell, lent;
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
static bool next_box(struct frame *my)
{
	my->cell.row = 0;
	my->cell.column = 0;
	while ((my->box = iter_next(my->up))) {
		if (my->box->rows && my->box->columns)
			return true;
		my->cell.box++;
	}
	my->at = ENDED;
	return false;
}

static void move_on(struct frame *my)
{
	if (++my->cell.column < my->box->columns)
		return;
	my->cell.column = 0;
	if (++my->cell.row < my->box->rows)
		return;
	my->cell.box++;
	next_box(my);
}

const struct cell *cells_next(void *frame)
{
	struct frame *my = frame;

	if (my->at == START) {
		my->at = IN_LOOPS;
		next_box(my);
	}
	if (my->at == ENDED)
		return NULL;
	my->lent = my->cell;
	move_on(my);
	return &my->lent;
}
