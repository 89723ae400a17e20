# SPDX-License-Identifier: MIT
# The twin of 08_memory_profile.c: prints the same sums, and its own sizes.
import sys

N = 100000

nums_squared_list_comprehension = [num ** 2 for num in range(N)]
print("sum of the list:", sum(nums_squared_list_comprehension))
print("~ Size of nums_squared_list_comprehension: %d bytes"
      % sys.getsizeof(nums_squared_list_comprehension))
print("~ and of its integers, which that does not count: %d bytes"
      % sum(map(sys.getsizeof, nums_squared_list_comprehension)))

nums_squared_generator = (num ** 2 for num in range(N))
before = sys.getsizeof(nums_squared_generator)
print("sum of the generator:", sum(nums_squared_generator))
print("~ Size of nums_squared_generator: %d bytes" % before)
