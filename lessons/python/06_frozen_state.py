# SPDX-License-Identifier: MIT
# The twin of 06_frozen_state.c: prints the same.


def infinite_sequence():
    num = 0
    while True:
        yield num
        num += 1


a = infinite_sequence()
b = infinite_sequence()
print("a:", *[next(a) for i in range(10)])
print("b:", next(b))
print("a:", next(a))

# The frame of a sleeping generator can be looked into.
print("asleep: a with num = %d, b with num = %d"
      % (a.gi_frame.f_locals["num"], b.gi_frame.f_locals["num"]))
print("~ a goes on in line %d" % a.gi_frame.f_lineno)
