# SPDX-License-Identifier: MIT
# The tutorial's count: how often is a generator of N squares resumed, and how
# many function calls are there in all?  Prints twin.tsv.
import cProfile
import platform
import pstats
import sys

N = int(sys.argv[1])
profiler = cProfile.Profile()
profiler.run("sum(num ** 2 for num in range(N))")
stats = pstats.Stats(profiler)
resumed = [calls for (file, line, name), (calls, *rest) in stats.stats.items()
           if name == "<genexpr>"]
print("n\tresumed\tcalls\tpython")
print(N, resumed[0], stats.total_calls, platform.python_version(), sep="\t")
