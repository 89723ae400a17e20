/* SPDX-License-Identifier: MIT */
/*
 * macros.c - right, and too large: such a frame can send, throw and close, too.
 *
 * Must fail: peak
 * Prediction: the fifth: the frame is all there is of the machine, so that its
 *   copy is another one, asleep at the same place.  Python says TypeError:
 *   cannot pickle 'generator' object.
 */
#include "cells.h"

#include <generator/stackless.h>

struct frame {
	struct gen gen;
	struct cell cell;
	struct iter *up;
	const struct box *box;
};

static const void *body(struct gen *self, void *frame)
{
	struct frame *my = frame;
	struct cell *cell = &my->cell;

	GEN_BODY (self) {
		while ((my->box = iter_next(my->up))) {
			for (cell->row = 0; cell->row < my->box->rows;
			     cell->row++)
				for (cell->column = 0;
				     cell->column < my->box->columns;
				     cell->column++)
					GEN_YIELD(self, cell);
			cell->box++;
		}
	}
	return GEN_DONE(self, NULL);
}

size_t cells_size(void)
{
	return sizeof(struct frame);
}

void cells_start(void *frame, struct iter *up)
{
	struct frame *my = frame;

	*my = (struct frame){ GEN_FRAME(body), .up = up };
}

const struct cell *cells_next(void *frame)
{
	struct frame *my = frame;

	/* Called directly, it has no address of itself in it: it can be copied. */
	return my->gen.at == GEN_AT_END ? NULL : body(&my->gen, my);
}
