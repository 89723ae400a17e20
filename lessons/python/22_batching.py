# SPDX-License-Identifier: MIT
# The twin of 22_batching.c: prints the same, without torch.

import random


class MyDataset:
    def __init__(self, data):
        self.data = data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.data[index]


def DataLoader(dataset, batch_size, shuffle):
    """What torch.utils.data has, as far as it is needed here."""
    order = list(range(len(dataset)))
    if shuffle:
        random.shuffle(order)
    for first in range(0, len(order), batch_size):
        yield [dataset[idx] for idx in order[first : first + batch_size]]


def simple_data_loader(dataset, batch_size=1, drop_last=False):
    batch = []
    for idx in range(len(dataset)):
        batch.append(dataset[idx])
        if len(batch) == batch_size:
            yield batch
            batch = []
    # Yield any remaining data as the last batch
    if batch and not drop_last:
        yield batch


def print_batches(dataset, batch_size, drop_last=False):
    dataloader = simple_data_loader(dataset, batch_size, drop_last)
    dropped = ", drop_last" if drop_last else ""
    print("%d by %d%s:" % (len(dataset), batch_size, dropped))
    try:
        while True:
            print(dataloader.__next__())
    except StopIteration:
        print("StopIteration: No more data.")


# 8 samples, here of one number; the tutorial's have three, and it says 128.
samples = MyDataset(list(range(8)))
dataset = MyDataset(list(range(100)))
more = MyDataset(list(range(105)))

print("%d by 2, shuffle=True:" % len(samples))
dataloader = iter(DataLoader(samples, batch_size=2, shuffle=True))
try:
    while True:
        print("=", dataloader.__next__())
except StopIteration:
    print("StopIteration: No more data.")

print_batches(dataset, 10)
print_batches(more, 10)
print_batches(more, 10, drop_last=True)

print("%d by 0:" % len(samples))
for batch in simple_data_loader(samples, batch_size=0):
    print("~ the tutorial's loader makes one batch of", len(batch))

kept = list(simple_data_loader(more, 10))[:3]
print("~ three batches that were kept begin with", *(b[0] for b in kept))
