# SPDX-License-Identifier: MIT
# The twin of 26_sharding.c: prints the same.
import math
import os
import sys

samples = list(range(10))
world = 4


def share(rank, uneven):
    """What DistributedSampler gives a rank, and how much of it is padding."""
    indices = list(samples)
    rest = len(samples) % world
    padding = 0
    if uneven == "padded" and rest:
        padding = world - rest
        indices += samples[:padding]
    if uneven == "dropped":
        indices = indices[:len(samples) - rest]
    mine = range(rank, len(indices), world)
    return [(indices[i], i >= len(samples)) for i in mine], len(indices)


def print_share(rank, uneven):
    mine, total = share(rank, uneven)
    print("%s, rank %d of %d:" % (uneven, rank, world),
          " ".join("(%d)" % s if padding else "%d" % s for s, padding in mine),
          end=", in %d batches; %d meetings\n" %
          (len(mine), math.ceil(total / world)))


def print_lines(rank, path):
    """The lines that begin in its part of the bytes."""
    size = os.path.getsize(path)
    first, last = size * rank // world, size * (rank + 1) // world
    lines = 0
    with open(path, "rb") as file:
        if first > 0:
            file.seek(first - 1)
            file.readline()
        while file.tell() < last and file.readline():
            lines += 1
    print("rank %d of %d reads %d lines" % (rank, world, lines))


path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
try:
    open(path, "rb").close()
except OSError as error:
    sys.exit("26_sharding: %s: %s" % (path, error.strerror))
for uneven in "even", "padded", "dropped":
    for rank in range(world):
        print_share(rank, uneven)
for rank in range(world):
    print_lines(rank, path)
