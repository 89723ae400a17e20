/* SPDX-License-Identifier: MIT */
/*
 * 30_queens - what is a search that goes back, to a generator?
 *
 * You will see: eight queens on a board, none of which can take another: the
 * first way, and then all.  build/release/lessons/30_queens 6 takes six.
 * New here: a generator for each row, which puts its queen, yields, and takes
 *   it back when it is resumed.  conjoin() starts the next row's when there is
 *   a queen in this one, and goes back to the row before when there is none.
 * Comes from: conjoin and Queens in CPython's Lib/test/test_generators.py,
 *   which have it from Icon.
 * Leads to: lesson 31, the same conjoin on a longer way.
 *
 * Predict: In row 5 no column is free.  The queen of row 4 has to move, and if
 *   it cannot, that of row 3.  Which code knows where these two stand, and
 *   which columns are still to be tried?
 * Answer: none but the rows' own loops, frozen in the middle.  To go back is
 *   to resume: col goes on where it was.  113 queens are put until the first
 *   eight stand; the second solution is a few steps away, not a new search.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include <generator.h>

enum { MOST = 12 };

static struct board {
	int n, column[MOST];     /* of each row's queen */
	unsigned long long used; /* columns, and diagonals of both kinds */
	int put;
} board;

struct row {
	int row;
};

static const void *row(struct gen *self, void *args)
{
	const int row = ((struct row *)args)->row, n = board.n;
	bool go_on = true;

	for (int col = 0; go_on && col < n; col++) {
		unsigned long long uses = 1ULL << col |
					  1ULL << (n + row + col) |
					  1ULL << (4 * n - 2 + row - col);

		if (board.used & uses)
			continue;
		board.used |= uses;
		board.column[row] = col;
		board.put++;
		go_on = gen_yield(self, NULL);
		board.used &= ~uses; /* also when told to leave */
	}
	return NULL;
}

/* Yields whenever each row has its queen.  All rows' generators then wait. */
static const void *conjoin(struct gen *self, void *no_args)
{
	struct gen *rows[MOST];
	int n = 0, code = 0; /* of the rows, n have begun */

	do {
		if (n < board.n) {
			rows[n] = gen_call(row, .row = n);
			n++;
		} else if (!gen_yield(self, NULL)) {
			break;
		}
		while (n && !code && !gen_next(rows[n - 1])) { /* back */
			code = gen_error(rows[--n]);
			gen_free(rows[n]);
		}
	} while (n && !code);
	while (n)
		gen_free(rows[--n]);
	return (void)no_args, gen_raise(self, code);
}

int main(int argc, char **argv)
{
	GEN_AUTO struct gen *boards = gen_new(conjoin, NULL, 0);
	int solutions = 0;

	board.n = argc > 1 ? atoi(argv[1]) : 8;
	if (board.n < 1 || board.n > MOST)
		errx(1, "from 1 to %d queens", MOST);
	while (gen_next(boards)) {
		if (++solutions > 2)
			continue;
		printf("queens put so far: %d\n", board.put);
		for (int i = 0; i < board.n * board.n; i++)
			printf("%c%c",
			       i % board.n == board.column[i / board.n] ? 'Q' :
									  '.',
			       (i + 1) % board.n ? ' ' : '\n');
	}
	if (gen_error(boards))
		errx(1, "%s", (const char *)iter_detail(NULL));
	printf("solutions: %d, queens put: %d\n", solutions, board.put);
	return 0;
}
