# SPDX-License-Identifier: MIT
# The twin of 28_checkpoint.c: prints the same.
import json
import pickle
import random

SAMPLES = 22
BATCH = 4


class Loader:
    """Batches of a shuffled epoch; its state is two numbers."""

    def __init__(self, seed=0, resume=None):
        state = json.loads(resume) if resume else {"seed": seed, "place": 0}
        if state["seed"] != seed:
            raise ValueError("the seed is another")
        self.seed, self.place = seed, state["place"]
        self.order = list(range(SAMPLES))
        random.Random(seed).shuffle(self.order)

    def __iter__(self):
        while self.place < SAMPLES:
            batch = self.order[self.place:self.place + BATCH]
            self.place += len(batch)
            yield batch

    def save(self):
        return json.dumps({"seed": self.seed, "place": self.place})


def use(loader, batches):
    used = []
    for _, batch in zip(range(batches), loader):
        used += batch
    return used


def show(when, used):
    print("%s: %d samples" % (when, len(used)))
    print("=", *used)


whole = use(Loader(), SAMPLES)
show("in one go", whole)

loader = Loader()
used = use(loader, 2)
state = loader.save()
print("= saved: %d bytes" % len(state))
show("broken off", used)
try:
    pickle.dumps(iter(loader))
except TypeError as err:
    print("~ a generator cannot be saved:", err)

used += use(Loader(resume=state), SAMPLES)
show("gone on", used)
print("as in one go: %d" % (used == whole))

try:
    Loader(seed=1, resume=state)
    print("another seed is refused: 0")
except ValueError as err:
    print("another seed is refused: 1")
    print("=", err)
