# SPDX-License-Identifier: MIT
# The rows of a log: see python.c, torch.c and ../interpreter.h.
#
#	python.py [torch]
import os
import sys
import time


def file_reader_using_generator(path):
    for row in open(path):
        yield row


def count(path):
    return sum(1 for row in file_reader_using_generator(path))


if sys.argv[1:]:
    from torch.utils.data import DataLoader, IterableDataset

    class Rows(IterableDataset):
        def __init__(self, path):
            self.path = path

        def __iter__(self):
            return file_reader_using_generator(self.path)

    def count(path):
        return sum(len(batch) for batch in DataLoader(Rows(path), 256))


for line in sys.stdin:
    path = f"{os.environ['BENCH_INPUT']}/{int(line)}.log"
    start = time.process_time_ns()
    answer = count(path)
    print(time.process_time_ns() - start, answer, flush=True)
