# SPDX-License-Identifier: MIT
# David Beazley's genlog.py: see python.c and ../interpreter.h.
import os
import sys
import time

for line in sys.stdin:
    path = "%s/%d.log" % (os.environ["BENCH_INPUT"], int(line))
    start = time.process_time_ns()
    with open(path) as wwwlog:
        bytecolumn = (line.rsplit(None, 1)[1] for line in wwwlog)
        bytes_sent = (int(x) for x in bytecolumn if x != "-")
        answer = sum(bytes_sent)
    print(time.process_time_ns() - start, answer, flush=True)
