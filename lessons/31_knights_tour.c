/* SPDX-License-Identifier: MIT */
/*
 * 31_knights_tour - how long can a search be that goes back?
 *
 * You will see: a knight that visits every square of a board once, from a
 * corner: 6 by 6 in two ways, then 8 by 8.  For 20 by 20 it is
 * build/release/lessons/31_knights_tour 20.
 * New here: length.  conjoin() of lesson 30 runs 63 generators, one for each
 *   move.  And Warnsdorff's rule: first to where the fewest ways lead on.
 * Comes from: conjoin and Knights in CPython's Lib/test/test_generators.py.
 * Leads to: lib/src/stack.c, where 63 frozen loops are kept.
 *
 * Predict: A tour of 6 by 6 has 35 moves.  The eight directions are tried
 *   clockwise; a move that leads nowhere is taken back, but counts.  How many
 *   moves until there is a tour?  And how many by the rule?
 * Answer: 5421, and 35: the rule never goes back.  What a move tries next is
 *   known to its own loop alone, and found only when it is asked for: a better
 *   order changes that loop, and nothing of the search.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include <generator.h>

enum { W = 32, CORNER = 2 * W + 2 }; /* two more squares all around */
static const int jumps[] = { 1 - 2 * W,  2 - W,  2 + W,  1 + 2 * W,
			     -1 + 2 * W, -2 + W, -2 - W, -1 - 2 * W };
static int number[W * W]; /* of each square in the tour; 0: not yet */
static int size, knight, moves;
static bool by_rule;

static int ways_on(int from)
{
	int ways = 0;

	for (int i = 0; i < 8; i++)
		ways += !number[from + jumps[i]];
	return ways;
}

static const void *move(struct gen *self, void *no_args)
{
	const int from = knight;
	bool go_on = true;

	for (int i = 0; go_on && i < (by_rule ? 64 : 8); i++) {
		int to = from + jumps[i % 8];

		if (number[to] || (by_rule && ways_on(to) != i / 8))
			continue;
		number[to] = number[from] + 1;
		knight = to;
		moves++;
		go_on = gen_yield(self, NULL);
		number[to] = 0;
	}
	return (void)no_args, NULL;
}

static const void *conjoin(struct gen *self, void *no_args)
{
	struct gen *begun[W * W];
	int n = 0, code = 0;

	do {
		if (n < size * size - 1)
			begun[n++] = gen_new(move, NULL, 0);
		else if (!gen_yield(self, NULL))
			break;
		while (n && !code && !gen_next(begun[n - 1])) { /* back */
			code = gen_error(begun[--n]);
			gen_free(begun[n]);
		}
	} while (n && !code);
	while (n)
		gen_free(begun[--n]);
	return (void)no_args, gen_raise(self, code);
}

static void tour(const char *order)
{
	GEN_AUTO struct gen *tours = gen_new(conjoin, NULL, 0);

	for (int i = 0; i < W * W; i++)
		number[i] = i < CORNER || i % W < 2 || i % W >= size + 2 ||
			    i / W >= size + 2;
	number[CORNER] = 1;
	knight = CORNER;
	moves = 0;
	if (!gen_next(tours))
		errx(1, "%s", gen_error(tours) ? "no memory" : "no tour");
	printf("%d by %d, %s: %d moves\n", size, size, order, moves);
	for (int y = 0; y < size; y++)
		for (int x = 0; x < size; x++)
			printf("%3d%c", number[CORNER + y * W + x],
			       x + 1 < size ? ' ' : '\n');
}

int main(int argc, char **argv)
{
	int last = argc > 1 ? atoi(argv[1]) : 8;

	if (last < 1 || last > W - 4)
		errx(1, "a board of 1 to %d by as many", W - 4);
	size = 6;
	tour("clockwise");
	by_rule = true;
	tour("by the rule");
	size = last;
	tour("by the rule");
	return 0;
}
