# SPDX-License-Identifier: MIT
# The twin of 23_shuffling_epochs.c: prints the same.

import itertools
import random

N = 100
EPOCHS = 1000


def draw(seed):
    """Park and Miller's minimal standard: the same numbers in any language."""
    while True:
        seed = seed * 48271 % 0x7FFFFFFF
        yield seed


def shuffle_buffer(stream, slots, seed):
    slot = list(itertools.islice(stream, slots))
    for number in draw(seed):
        i = number % len(slot)
        item = slot[i]
        try:
            slot[i] = next(stream)
        except StopIteration:
            slot[i] = slot[-1]
            slot.pop()
        yield item
        if not slot:
            return


def print_order(mark, order):
    print(mark, *order[:10], "...")


def buffer(slots, seed):
    earliest = N
    half = 0
    print("a buffer of %d, seed %d, epochs 0 and 1:" % (slots, seed))
    for epoch in range(EPOCHS):
        order = list(shuffle_buffer(iter(range(N)), slots, seed + epoch))
        earliest = min(earliest, order.index(N - 1))
        half += sum(item < N // 2 for item in order[: N // 2])
        if epoch < 2:
            print_order(" ", order)
    print(
        "  99 in place %d at best; of the first 50, %.1f stay there"
        % (earliest + 1, half / EPOCHS)
    )


buffer(4, 7)
buffer(4, 8)
buffer(N, 7)

# As PyTorch's RandomSampler: a list of all numbers, shuffled by a generator of
# its own that is seeded once; so epoch 1 is not the epoch 0 of another seed.
for seed in 7, 8:
    rng = random.Random(seed)
    print("= Python's shuffle, seed %d, epochs 0 and 1:" % seed)
    for epoch in range(2):
        order = list(range(N))
        rng.shuffle(order)
        print_order("=  ", order)
