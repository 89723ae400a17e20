# SPDX-License-Identifier: MIT
# The twin of 10_early_exit.c: prints the same.
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

made = 0
for number in numbers(MANY):
    made += 1
    if number == 42:
        break
print("generator: made %d numbers, found %d" % (made, number))

g = numbers(5)
print("zip(g, range(2)):", *zip(g, range(2)), "leaves", *g)
g = numbers(5)
print("zip(range(2), g):", *zip(range(2), g), "leaves", *g)
