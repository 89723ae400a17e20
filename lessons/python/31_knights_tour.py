# SPDX-License-Identifier: MIT
# The twin of 31_knights_tour.c: prints the same.
import sys

JUMPS = [(1, -2), (2, -1), (2, 1), (1, 2), (-1, 2), (-2, 1), (-2, -1), (-1, -2)]


class Board:
    def __init__(self, size, by_rule):
        self.size, self.by_rule = size, by_rule
        squares = [(x, y) for y in range(size) for x in range(size)]
        self.number = dict.fromkeys(squares, 0)
        self.number[0, 0] = 1
        self.knight = 0, 0
        self.moves = 0

    def free(self, square):
        jumps = ((square[0] + dx, square[1] + dy) for dx, dy in JUMPS)
        return [to for to in jumps if self.number.get(to) == 0]

    def move(self):
        here = self.knight
        order = self.free(here)
        if self.by_rule:
            order.sort(key=lambda to: len(self.free(to)))
        for to in order:
            self.number[to] = self.number[here] + 1
            self.knight = to
            self.moves += 1
            yield
            self.number[to] = 0


def conjoin(starts):
    begun = []
    while True:
        if len(begun) < len(starts):
            begun.append(starts[len(begun)]())
        else:
            yield
        while begun:
            try:
                next(begun[-1])
                break
            except StopIteration:
                begun.pop()
        if not begun:
            return


def tour(size, by_rule):
    board = Board(size, by_rule)
    tours = conjoin([board.move] * (size * size - 1))
    try:
        next(tours)
    except StopIteration:
        sys.exit("31_knights_tour: no tour")
    print("%d by %d, %s: %d moves" % (
        size, size, "by the rule" if by_rule else "clockwise", board.moves))
    for y in range(size):
        print(*("%3d" % board.number[x, y] for x in range(size)))


arg = sys.argv[1] if len(sys.argv) > 1 else "8"
last = int(arg) if arg.isdecimal() else 0
if not 1 <= last <= 28:
    sys.exit("31_knights_tour: a board of 1 to 28 by as many")
tour(6, False)
tour(6, True)
tour(last, True)
