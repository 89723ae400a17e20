# SPDX-License-Identifier: MIT
# The twin of 13_send.c: prints the same.


def count_up_to(max):
    count = 1
    while count <= max:
        received = yield count
        print(f"count: {count}, received: {received}")
        if received is not None:
            count = received
        else:
            count += 1
    return "Completed!"


gen = count_up_to(10)
print(gen.__next__())
print("frozen in the yield, count is", gen.gi_frame.f_locals["count"])
print(gen.send(5))
for number in gen:
    print(number)

new = count_up_to(10)
print("send(5) to a new generator, in which no yield waits:")
try:
    new.send(5)
except TypeError as err:
    print("~ TypeError:", err)
print("refused, but it can still be started:", next(new))
print("send(100) ends it:")
try:
    new.send(100)
except StopIteration as err:
    print("StopIteration:", err.value)
