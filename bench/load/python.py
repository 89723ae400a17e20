# SPDX-License-Identifier: MIT
# The tutorial's data loader over a list, or PyTorch's: see ../interpreter.h.
#
#	python.py COUNT [torch WORKERS]
#
# Loads the squares below COUNT in batches of n, and sums them.  What counts is
# the time on the clock: PyTorch's workers are processes of their own.
import sys
import time


def simple_data_loader(dataset, batch_size):
    batch = []
    for sample in dataset:
        batch.append(sample)
        if len(batch) == batch_size:
            yield batch
            batch = []
    if batch:
        yield batch


def load(dataset, n):
    return sum(sum(batch) for batch in simple_data_loader(dataset, n))


if sys.argv[2:]:
    from torch.utils.data import DataLoader

    def load(dataset, n):
        loader = DataLoader(dataset, n, num_workers=int(sys.argv[3]))
        return sum(int(batch.sum()) for batch in loader)


dataset = [i * i for i in range(int(sys.argv[1]))]
for line in sys.stdin:
    n = int(line)
    start = time.perf_counter_ns()
    answer = load(dataset, n)
    print(time.perf_counter_ns() - start, answer, flush=True)
