# SPDX-License-Identifier: MIT
# The twin of 27_prefetch_workers.c: prints the same.
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

SAMPLES = 30
MS = 0.004
most_in_flight = 0


def slow_get(index):
    time.sleep(MS if index else 5 * MS)
    return index


def load(workers, prefetch):
    """Samples in order; prefetch of them at most are loaded ahead."""
    global most_in_flight
    most_in_flight = 1
    if not workers:
        yield from map(slow_get, range(SAMPLES))
        return
    ahead = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for index in range(SAMPLES):
                ahead.append(pool.submit(slow_get, index))
                most_in_flight = max(most_in_flight, len(ahead))
                if len(ahead) > prefetch:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


def use_samples(workers, most):
    start = time.monotonic()
    prefetch = 4 if workers else 0
    loader = load(workers, prefetch)
    used = in_order = 0
    while used < most:
        in_order += next(loader) == in_order
        time.sleep(MS)
        used += 1
    print("workers: %d, used: %d, in order: %d" %
          (workers, used, in_order))
    print("at most %d in flight: %s" %
          (prefetch + 1, "yes" if most_in_flight <= prefetch + 1 else "no"))
    print("~ %.0f ms" % (1e3 * (time.monotonic() - start)))
    loader.close()


use_samples(0, SAMPLES)
use_samples(1, SAMPLES)
use_samples(4, SAMPLES)
use_samples(4, 3)
