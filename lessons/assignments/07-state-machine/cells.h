/* SPDX-License-Identifier: MIT */
/* cells.h - what you write in cells.c. */
#ifndef CELLS_H
#define CELLS_H

#include <generator.h>

/* struct box - so many rows of so many columns; either may be 0. */
struct box {
	int rows, columns;
};

/* struct cell - one cell of a box; all three count from 0. */
struct cell {
	int box, row, column;
};

/*
 * The cells of all boxes of up, row by row: what this body yields, but as a
 * machine without a stack.
 *
 *	static const void *cells(struct gen *self, void *args)
 *	{
 *		struct cells *my = args;
 *		struct cell cell = { 0 };
 *
 *		gen_each (const struct box *, box, my->up) {
 *			for (cell.row = 0; cell.row < box->rows; cell.row++)
 *				for (cell.column = 0;
 *				     cell.column < box->columns; cell.column++)
 *					if (!gen_yield(self, &cell))
 *						return NULL;
 *			cell.box++;
 *		}
 *		return NULL;
 *	}
 *
 * All that the machine must remember between two calls is in its frame: a piece
 * of memory of cells_size() bytes, aligned for any type, that the caller
 * provides.  So two machines with two frames are independent; and a frame that
 * is copied while the machine sleeps, byte by byte to another place, is a
 * machine that goes on from there by itself.
 */

/* cells_size - how large a frame is.  The budget is 48 bytes. */
size_t cells_size(void);

/* cells_start - make a machine that has not begun.  up is borrowed, its items
 * are struct box; nothing is asked of it yet. */
void cells_start(void *frame, struct iter *up);

/*
 * cells_next - the next cell, lent until the next call; NULL if there is none.
 *
 * Asks up for a box only when all cells of the one before have been lent, and
 * never again once up has said that there is none.
 */
const struct cell *cells_next(void *frame);

#endif
