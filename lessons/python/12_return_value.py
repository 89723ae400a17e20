# SPDX-License-Identifier: MIT
# The twin of 12_return_value.c: prints the same.


def count_up_to(max):
    count = 1
    while count <= max:
        yield count
        count += 1
    return "Completed!"


def sum_up_to(max):
    sum = 0
    for count in range(1, max + 1):
        sum += count
        yield count
    return sum


gen = count_up_to(3)
for heading in "next() until there is no item:", "next() once more:":
    print(heading)
    try:
        while True:
            print(next(gen))
    except StopIteration as err:
        print("StopIteration:", err.value)

print("for loop:")
for number in count_up_to(3):
    print(number)

sums = sum_up_to(100)
try:
    while True:
        next(sums)
except StopIteration as err:
    print("sum_up_to(100) returned", err.value)
