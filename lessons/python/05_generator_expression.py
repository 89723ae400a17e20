# SPDX-License-Identifier: MIT
# The twin of 05_generator_expression.c: prints the same.
import inspect
import os
import sys
from collections.abc import Iterator


def file_reader_using_generator(file_path):
    with open(file_path, "r", encoding="utf-8") as file:
        for row in file:
            yield row.rstrip("\n")


def error_of(action):
    try:
        action()
    except OSError as err:
        return err.strerror
    return os.strerror(0)


def positive(x):
    print("\tis %d positive?" % x)
    return x > 0


path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
file = open(path, "r", encoding="utf-8")
text_gen_comprehension = (row for row in file)
print("Is text_gen_comprehension a generator?",
      inspect.isgenerator(text_gen_comprehension))
print("Is text_gen_comprehension an iterator?",
      isinstance(text_gen_comprehension, Iterator))
file.close()

missing = "assets/missing.txt"
print("expression, made:", error_of(lambda: (row for row in open(missing))))
print("function, called:", error_of(lambda: file_reader_using_generator(missing)))
function = file_reader_using_generator(missing)
print("function, asked:", error_of(lambda: next(function)))

k = 1
products = (x * k for x in [1, -1, 2, -2, 3] if positive(x))
print("the expression is made")
k = 1000
for product in products:
    print(product)
