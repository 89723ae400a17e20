# SPDX-License-Identifier: MIT
# The twin of 04_next_and_exhaustion.c: prints the same.
import sys


def file_reader_using_generator(file_path):
    with open(file_path, "r", encoding="utf-8") as file:
        for row in file:
            yield row.rstrip("\n")


def print_next(name, text_gen):
    try:
        print(name, "row:", text_gen.__next__())
    except StopIteration:
        print("StopIteration: No more rows")


path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
text_gen = file_reader_using_generator(path)
row_count = 0
for row in text_gen:
    row_count += 1
print("Row count: %d" % row_count)
print_next("First", text_gen)

text_gen = file_reader_using_generator(path)
print_next("First", text_gen)
print_next("Second", text_gen)

numbers = (number for number in range(5))
print("next = %d" % next(numbers))
print("sum = %d" % sum(numbers))
print("sum = %d" % sum(numbers))
others = (number for number in range(5))
print("3 is in others; then" if 3 in others else "not there;", end=" ")
print("sum = %d" % sum(others))
