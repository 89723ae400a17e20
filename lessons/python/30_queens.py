# SPDX-License-Identifier: MIT
# The twin of 30_queens.c: prints the same.
import sys


def row_generator(row):
    def columns():
        global used, put
        for col in range(n):
            uses = (1 << col | 1 << (n + row + col) |
                    1 << (4 * n - 2 + row - col))
            if not used & uses:
                used |= uses
                put += 1
                yield col
                used &= ~uses
    return columns


# CPython's test suite has this one as simple_conjoin(), for any number of
# loops in one another; the C program has no recursion: flat_conjoin().
def conjoin(starts, values=()):
    if len(values) == len(starts):
        yield values
        return
    for value in starts[len(values)]():
        yield from conjoin(starts, values + (value,))


arg = sys.argv[1] if len(sys.argv) > 1 else "8"
n = int(arg) if arg.isdecimal() else 0
if not 1 <= n <= 12:
    sys.exit("30_queens: from 1 to 12 queens")
used = put = solutions = 0
for board in conjoin([row_generator(row) for row in range(n)]):
    solutions += 1
    if solutions <= 2:
        print("queens put so far:", put)
        for column in board:
            print(*("Q" if col == column else "." for col in range(n)))
print("solutions: %d, queens put: %d" % (solutions, put))
