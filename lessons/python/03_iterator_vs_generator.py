# SPDX-License-Identifier: MIT
# The twin of 03_iterator_vs_generator.c: prints the same.
import inspect
import sys
from collections.abc import Iterator


def file_reader_using_generator(file_path):
    with open(file_path, "r", encoding="utf-8") as file:
        for row in file:
            yield row.rstrip("\n")


path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
text = ["lazy", "eager", "patient"]
file = open(path, "r", encoding="utf-8")
text_gen = file_reader_using_generator(path)
one, two = iter(text), iter(text)

print("Is file an generator?", inspect.isgenerator(file))
print("Is file an iterator?", isinstance(file, Iterator))
print("Is text an generator?", inspect.isgenerator(text))
print("Is text an iterator?", isinstance(text, Iterator))
print("Is text_gen a generator?", inspect.isgenerator(text_gen))
print("Is text_gen an iterator?", isinstance(text_gen, Iterator))

print("next(text_gen):", "a row" if next(text_gen, None) is not None else "no row")
print("next(one):", next(one))
print("next(one):", next(one))
print("next(two):", next(two))
file.close()
