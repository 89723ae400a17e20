# SPDX-License-Identifier: MIT
# The twin of 17_pipelines.c: prints the same.
import sys
from pathlib import Path

HOST, PAGE, BYTES = 0, 6, 9
went_by = {}


def count(items, what):
    for item in items:
        went_by[what] += 1
        yield item


def cat(paths):
    for path in paths:
        with open(str(path), encoding="latin-1", newline="\n") as file:
            for line in file:
                yield line.rstrip("\r\n")


def log_of(path, text):
    went_by.update(files=0, lines=0)
    if path:
        paths = [path]
    else:
        paths = sorted(Path("build/assets").rglob("access*.log"))
    lines = count(cat(count(paths, "files")), "lines")
    fields = (line.split(" ") for line in lines if text in line)
    return (f for f in fields if len(f) > BYTES)


def new(requests, field):
    seen = set()
    for f in requests:
        if f[field] not in seen:
            seen.add(f[field])
            yield f


def ledger(what):
    print("%s: files %d, lines %d" % (what, went_by["files"], went_by["lines"]))


sys.stdout = open(1, "w", encoding="latin-1", closefd=False)  # bytes, as in C
path = sys.argv[1] if len(sys.argv) > 1 else None
try:
    sizes = (f[BYTES] for f in log_of(path, ""))
    print(sum(int(x) for x in sizes if x.isdecimal()), "bytes transferred")
    for f in new(log_of(path, '" 404 '), PAGE):
        print("not found:", f[PAGE])
    ledger("all of them")
    print(sum(1 for f in new(log_of(path, ""), HOST)), "hosts")
    next(log_of(path, '" 404 '), None)
    ledger("up to the first")
except OSError as err:
    sys.exit("17_pipelines: %s: %s" % (path, err.strerror))
