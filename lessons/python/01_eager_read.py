# SPDX-License-Identifier: MIT
# The twin of 01_eager_read.c: prints the same.
import sys


def file_reader_using_iterator(file_path):
    with open(file_path, "r", encoding="utf-8") as file:
        return file.read().split("\n")


path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
text = file_reader_using_iterator(path)
# What pprint(text) prints for rows without quotes in them.
print("[" + ",\n ".join("'" + row + "'" for row in text) + "]")

row_count = 0
for row in text:
    row_count += 1
print("Row count: %d" % row_count)
