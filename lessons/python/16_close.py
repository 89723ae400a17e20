# SPDX-License-Identifier: MIT
# The twin of 16_close.c: prints the same.
import os
import sys


def count_up_to(max, bad=False):
    try:
        if bad:
            next(me)
    except ValueError as err:
        print("\tnext() on myself:", err)
    for count in range(1, max + 1):
        try:
            yield count
        except GeneratorExit:
            print("\tcleaning up, count is", count)
            if not bad:
                return


def file_reader_using_generator(file_path):
    with open(file_path, "r", encoding="utf-8") as file:
        for row in file:
            yield row.rstrip("\n")


def print_next(gen):
    try:
        print(next(gen))
    except StopIteration:
        print("Generator has been closed.")


def state(fd):
    try:
        os.fstat(fd)
        return "open"
    except OSError:
        return "closed"


gen = count_up_to(10)
print_next(gen)
print_next(gen)
gen.close()
print_next(gen)
print("close() before the first next():")
gen = count_up_to(10)
gen.close()
print_next(gen)
print("a bad one, which resumes itself, and yields when closed:")
me = count_up_to(3, bad=True)
print_next(me)
try:
    me.close()
except RuntimeError as err:
    print("~ close() raised RuntimeError:", err)
print("the 2 that it yielded is lost, but it can go on:")
print_next(me)

fd = os.dup(1)
os.close(fd)
path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
rows = file_reader_using_generator(path)
print("file_reader_using_generator: its file is", state(fd))
try:
    next(rows, None)
except OSError as err:
    sys.exit(f"16_close: {path}: {err.strerror}")
print("after one next() it is", state(fd))
rows.close()
print("after close() it is", state(fd))
print("the bad one still waits in its yield, and is freed:")
del me
