# SPDX-License-Identifier: MIT
# The twin of 02_lazy_read.c: prints the same.
import sys


def file_reader_using_generator(file_path):
    with open(file_path, "r", encoding="utf-8") as file:
        for row in file:
            yield row.rstrip("\n")


path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
text_gen = file_reader_using_generator(path)

row_count = 0
for row in text_gen:
    row_count += 1
    print("row %d: '%s'" % (row_count, row))
print("Row count: %d" % row_count)
