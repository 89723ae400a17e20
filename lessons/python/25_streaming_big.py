# SPDX-License-Identifier: MIT
# The twin of 25_streaming_big.c: prints the same.

import errno
import mmap
import os
import resource
import sys
import tempfile

LIMIT = 64 << 20


def large_log():
    """128 times the log, in a file without a name."""
    with open("build/assets/access.log", "rb") as log:
        text = log.read()
    large = tempfile.TemporaryFile()
    for _ in range(128):
        large.write(text)
    large.seek(0)
    return large


def rows_in(text):
    return text.count(b"\n") + (text[-1:] not in (b"", b"\n"))


def eager(file):
    try:
        text = file.read()
    except MemoryError:
        print("all at once: " + os.strerror(errno.ENOMEM))
    else:
        print("all at once: %d rows" % rows_in(text))


def mapped(file):
    try:
        text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        print("mapped: " + error.strerror)
    else:
        print("mapped: %d rows" % rows_in(text[:]))


def streamed(file):
    file.seek(0)
    rows = sum(1 for row in file)
    print("streamed: %d rows" % rows)


file = open(sys.argv[1], "rb") if len(sys.argv) > 1 else large_log()
resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
size = os.fstat(file.fileno()).st_size
print("%d bytes, under a limit of %d" % (size, LIMIT))
eager(file)
mapped(file)
streamed(file)
