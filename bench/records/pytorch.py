# SPDX-License-Identifier: MIT
# PyTorch's loader over records in memory: see torch.c and ../interpreter.h.
#
#	pytorch.py WORKERS
import sys
import time

import torch
from torch.utils.data import DataLoader

RECORD = 3 * 224 * 224
# Multiplying wraps around as in C: records.c.
words = torch.arange(RECORD * 256 // 8) * -0x61c8864680b583eb
records = torch.from_numpy(words.numpy().view("uint8")).view(256, RECORD)

for line in sys.stdin:
    n = int(line)
    start = time.perf_counter_ns()
    loader = DataLoader(records, n, num_workers=int(sys.argv[1]))
    answer = sum(int(batch[:, ::1021].sum()) for batch in loader)
    print(time.perf_counter_ns() - start, answer, flush=True)
