# SPDX-License-Identifier: MIT
# The twin of 07_by_hand.c: prints the same, in the three ways of Python.


class CountUpTo:                        # by hand: an object with a __next__
    def __init__(self, max):
        self.max, self.count = max, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.count >= self.max:
            raise StopIteration
        self.count += 1
        return self.count


def count_up_to(max):                   # a generator function
    count = 1
    while count <= max:
        yield count
        count += 1


for number in CountUpTo(3):
    print(number)
for number in count_up_to(3):
    print(number)
for number in (count for count in range(1, 4)):     # a generator expression
    print(number)
