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


def is_open(fd):
    try:
        os.fstat(fd)
        return True
    except OSError:
        return False


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
me = count_up_to(2, bad=True)
print_next(me)
try:
    me.close()
except RuntimeError as err:
    print("~ close() raised RuntimeError:", err)

fd = os.dup(1)
os.close(fd)
path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
rows = file_reader_using_generator(path)
try:
    next(rows, None)
except OSError as err:
    sys.exit(f"16_close: {path}: {err.strerror}")
print("file open after next(): %d" % is_open(fd))
rows.close()
print("file open after close(): %d" % is_open(fd))
print("the bad one still waits in its yield, and is freed:")
del me
