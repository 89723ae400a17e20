# SPDX-License-Identifier: MIT
# The twin of 20_tee_and_broadcast.c: prints the same.
import sys
from itertools import islice, tee


def print_rest(who, reader):
    print(who + ":", *reader)


def grep(text):
    found = 0
    try:
        while True:
            line = yield
            if text in line:
                found += 1
    except GeneratorExit:
        print(found, "lines with", text)


def largest():
    kept, most = "none", 0
    try:
        while True:
            line = yield
            words = line.encode("latin-1").split()
            size = int(words[9]) if words[9:] and words[9].isdigit() else 0
            if size > most:
                kept, most = line, size
    except GeneratorExit:
        print("largest:", kept[:199])


def broadcast(items, sinks):
    try:
        for sink in sinks:
            next(sink)
        for item in items:
            for sink in sinks:
                sink.send(item)
            yield item
    finally:
        for sink in sinks:
            sink.close()


sys.stdout = open(1, "w", encoding="latin-1", closefd=False)  # bytes, as in C
path = sys.argv[1] if len(sys.argv) > 1 else "build/assets/access.log"
try:
    file = open(path, encoding="latin-1", newline="\n")
except OSError as err:
    sys.exit("20_tee_and_broadcast: %s: %s" % (path, err.strerror))

source = iter(range(5))
first, second = tee(source)
next(source)  # do not do that
# No tee of Python's has a bound, so here the reader keeps it.
print_rest("first, at most three ahead", islice(first, 3))
print_rest("second", second)
print_rest("first", first)

lines = (line.rstrip("\r\n") for line in file)
sinks = [grep('" 404 '), grep("/slides.pdf"), grep("/search?"), largest()]
count = sum(1 for line in broadcast(lines, sinks))
print("%d lines, each read once" % count)
file.close()
