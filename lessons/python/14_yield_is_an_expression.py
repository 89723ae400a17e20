# SPDX-License-Identifier: MIT
# The twin of 14_yield_is_an_expression.c: prints the same.


def countdown(n):
    while n >= 0:
        received = yield n
        print("\treceived", received)
        if received is not None:
            n = received
        else:
            n -= 1


c = countdown(5)
print(f"next() gave {next(c)}, and n is still {c.gi_frame.f_locals['n']}")
print("next() gave", next(c))
print("send(3) gave", c.send(3))
print(f"send(None) gave {c.send(None)}: it is the same as next()")

print("a for loop that also sends:")
c = countdown(5)
for n in c:
    print(n)
    if n == 5:
        c.send(3)

print("a loop that looks at what send() gives:")
c = countdown(5)
try:
    n = next(c)
    while True:
        print(n)
        n = c.send(3) if n == 5 else next(c)
except StopIteration:
    pass
