# SPDX-License-Identifier: MIT
# The twin of 24_augmentation.c: prints the same.

import random
import sys
from multiprocessing.pool import ThreadPool

CROP = 10
MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(x):
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK
    return x ^ x >> 31


def combine(number, word):
    return mix((number ^ mix(word + GOLDEN & MASK)) + GOLDEN & MASK)


def loading_random(seed, epoch, index):
    """As in lib/src/loading.c: the first number of the first transform."""
    number = seed
    for word in epoch, index, 1:
        number = combine(number, word)
    return combine(number + GOLDEN & MASK, 0)


def crop(keyed, epoch, index):
    number = loading_random(0, epoch, index) if keyed else random.getrandbits(31)
    x = number % (side - CROP + 1)
    y = number // 100 % (side - CROP + 1)
    rows = digits[index][y : y + CROP]
    return [row[x : x + CROP] for row in rows]


def load(keyed, epoch=0, workers=0, shuffle=False):
    def change(index):
        images[index] = crop(keyed, epoch, index)

    random.seed(1)
    images = [None] * len(digits)
    order = list(range(len(digits)))
    if shuffle:
        random.Random(2).shuffle(order)
    if workers:
        with ThreadPool(workers) as pool:
            pool.map(change, order, chunksize=10)
    else:
        for index in order:
            change(index)
    return images


def draw_epochs(which):
    in_epoch = [load(True, epoch)[which] for epoch in range(4)]
    for rows in zip(*in_epoch):
        drawn = ("".join(" .:=#"[p // 52] for p in row) for row in rows)
        print(" | ".join(drawn), "|")


def compare(keyed, name, **how):
    first = load(keyed)
    differ = sum(load(keyed, **how) != first for _ in range(20))
    print("%s: %s" % (name, "not always the same" if differ else "the same"))


path = sys.argv[1] if len(sys.argv) > 1 else "build/assets/digits/images.idx"
try:
    with open(path, "rb") as file:
        header = file.read(16)  # 4 bytes, then how many of what height and width
        pixels = file.read()
except OSError as err:
    sys.exit("24_augmentation: %s: %s" % (path, err.strerror))
side = int.from_bytes(header[12:], "big")
if side < CROP or len(pixels) < 8 * side * side:
    sys.exit("24_augmentation: %s: not 8 or more squares of 10 x 10 or more"
             % path)
rows = [pixels[i : i + side] for i in range(0, len(pixels), side)]
digits = [rows[i : i + side] for i in range(0, len(rows), side)][:500]

print("digit 7 in epochs 0 to 3:")
draw_epochs(7)
for keyed in True, False:
    print(
        "numbers by seed, epoch and sample, and"
        if keyed
        else "the next random(), and"
    )
    compare(keyed, "  1 worker", workers=1)
    compare(keyed, "  4 workers" if keyed else "~ 4 workers", workers=4)
    compare(keyed, "  shuffled", shuffle=True)
