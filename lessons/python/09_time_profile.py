# SPDX-License-Identifier: MIT
# The twin of 09_time_profile.c: prints the same, counted by cProfile.
import cProfile
import pstats

N = 100000


def profile(statement):
    profiler = cProfile.Profile()
    profiler.run(statement)
    return pstats.Stats(profiler)


print("sum of the list:", sum([num ** 2 for num in range(N)]))
print("sum of the generator:", sum(num ** 2 for num in range(N)))

lazy = profile("sum(num ** 2 for num in range(N))")
resumed = [calls for (file, line, name), (calls, *rest) in lazy.stats.items()
           if name == "<genexpr>"]
print("resumed: %d times" % resumed[0])
print("~ function calls in all: %d, for the list %d" % (
    lazy.total_calls, profile("sum([num ** 2 for num in range(N)])").total_calls))
