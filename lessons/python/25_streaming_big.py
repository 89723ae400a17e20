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


def eager(file):
    try:
        file.read()
        print("all at once: read")
    except MemoryError:
        print("all at once: " + os.strerror(errno.ENOMEM))


def mapped(file):
    try:
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ).close()
        print("mapped: all of it")
    except OSError as error:
        print("mapped: " + error.strerror)
    except ValueError:  # the file is empty
        print("mapped: " + os.strerror(errno.EINVAL))


def streamed(file):
    file.seek(0)
    rows = sum(1 for row in file)
    print("streamed: %d rows" % rows)


try:
    file = open(sys.argv[1], "rb") if len(sys.argv) > 1 else large_log()
except OSError as error:
    sys.exit("25_streaming_big: %s: %s" % (error.filename, error.strerror))
resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
size = os.fstat(file.fileno()).st_size
print("%d bytes, under a limit of %d" % (size, LIMIT))
eager(file)
mapped(file)
streamed(file)
