# SPDX-License-Identifier: MIT
# The twin of 22_batching.c: prints the same.


class MyDataset:
    def __init__(self, data):
        self.data = data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.data[index]


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


def print_batches(dataloader, flat=lambda batch: batch):
    try:
        while True:
            print(flat(dataloader.__next__()))
    except StopIteration:
        print("StopIteration: No more data.")


# 8 samples of 3 features; the tutorial says 128, and shuffles them.
# In C, as in a tensor, the numbers of a batch of samples lie in one row.
data = [[3 * i, 3 * i + 1, 3 * i + 2] for i in range(8)]
samples = MyDataset(data)
print_batches(simple_data_loader(samples, batch_size=2), lambda b: sum(b, []))

dataset = MyDataset(list(range(100)))
print_batches(simple_data_loader(dataset, batch_size=10))

more = MyDataset(list(range(105)))
print("105 by 10:", *map(len, simple_data_loader(more, 10)))
print("with drop_last:", *map(len, simple_data_loader(more, 10, True)))
kept = list(simple_data_loader(more, 10))[:3]
print("~ three batches that were kept begin with", *(b[0] for b in kept))
none = list(simple_data_loader(dataset, batch_size=0))
print("~ batch_size 0: the tutorial's loader makes", len(none), "batch of", len(none[0]))
