# SPDX-License-Identifier: MIT
# The twin of 10_early_exit.c: prints the same.
import sys
from array import array

MANY = 10000000


def numbers(stop):
    number = 0
    while number < stop:
        yield number
        number += 1


all_of_them = array("i", range(MANY))
found = all_of_them[all_of_them.index(42)]
print("list: made %d numbers, found %d" % (len(all_of_them), found))

resumed = 0
for number in numbers(MANY):
    resumed += 1
    if number == 42:
        break
print("generator: resumed %d times" % resumed)

path = sys.argv[1] if len(sys.argv) > 1 else "build/assets/access.log"
with open(path, "r", encoding="utf-8", newline="\n") as rows:
    read = 0
    for row in rows:
        read += 1
        if '" 404 ' in row:
            print("row %d: %s" % (read, row.rstrip("\r\n")))
            break
    print("read %d rows of %d" % (read, read + sum(1 for row in rows)))

g = numbers(5)
print("zip(g, range(2)):", *zip(g, range(2)), "leaves", *g)
g = numbers(5)
print("zip(range(2), g):", *zip(range(2), g), "leaves", *g)
