# SPDX-License-Identifier: MIT
# The twin of 11_yield.c: prints the same.
from inspect import getgeneratorstate
from typing import Generator


def count_up_to(max: int) -> Generator[int, int, str]:
    print("\tstarting:", getgeneratorstate(gen))
    count = 1
    while count <= max:
        yield count
        count += 1
        print("\tresumed: count is now", count)
    return "Completed!"


gen = count_up_to(3)
print("gen = count_up_to(3):", getgeneratorstate(gen))
print(next(gen))
print("between two items:", getgeneratorstate(gen))
print(gen.send(9))
for number in gen:
    print(number)
print("after the loop:", getgeneratorstate(gen))
