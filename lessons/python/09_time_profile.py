# SPDX-License-Identifier: MIT
# The twin of 09_time_profile.c: prints the same, counted by cProfile.
import cProfile
import pstats
from timeit import repeat

N = 100000
EAGER = "sum([num ** 2 for num in range(N)])"
LAZY = "sum(num ** 2 for num in range(N))"


def profile(statement):
    profiler = cProfile.Profile()
    profiler.run(statement)
    return pstats.Stats(profiler)


def seconds(statement):
    return min(repeat(statement, number=1, repeat=15, globals=globals()))


print("sum of the list:", eval(EAGER))
print("sum of the generator:", eval(LAZY))

eager, lazy = profile(EAGER), profile(LAZY)
resumed = [calls for (file, line, name), (calls, *rest) in lazy.stats.items()
           if name == "<genexpr>"]
print("resumed: %d times" % resumed[0])
print("~ function calls in all: %d, for the list %d" % (
    lazy.total_calls, eager.total_calls))
print("~ generator, in times of the list: %.2f by cProfile, %.2f without" % (
    seconds("profile(LAZY)") / seconds("profile(EAGER)"),
    seconds(LAZY) / seconds(EAGER)))
