# SPDX-License-Identifier: MIT
# A square from each of n generators: see python.c and ../interpreter.h.
import sys
import time


def same(i):
    while True:
        yield i * i


alive = []
for line in sys.stdin:
    n = int(line)
    if len(alive) != n:
        alive = [same(i) for i in range(n)]
    start = time.process_time_ns()
    answer = sum(map(next, alive))
    print(time.process_time_ns() - start, answer, flush=True)
