# SPDX-License-Identifier: MIT
# The twin of 19_yield_from.c: prints the same, having counted frames.
import sys

N = 1000


def inner():
    got = yield "i1"
    print("inner got", got)
    try:
        yield "i2"
    except ValueError as err:
        print("inner caught", err)
    yield "i3"
    return "R"


def outer():
    v = yield from inner()
    print("outer v", v)
    yield "o"
    return "done"


class Node:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None

    def insert(self, key):
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child:
            child.insert(key)
        else:
            setattr(self, side, Node(key))


def walk(node):
    if node:
        yield from walk(node.left)
        yield node.key
        yield from walk(node.right)


def walk_by_loops(node):
    if node:
        for key in walk_by_loops(node.left):
            yield key
        yield node.key
        for key in walk_by_loops(node.right):
            yield key


def numbers_and_resumes(walk):
    in_order = entered = 0

    def count(frame, event, arg):  # to go on is a "call", too
        nonlocal entered
        entered += event == "call" and frame.f_code is walk.__code__

    sys.setprofile(count)
    for number in walk(root):
        in_order += number == in_order
    sys.setprofile(None)
    return in_order, entered - (2 * N + 1)  # each was started once


g = outer()
print(next(g))
print(g.send("S"))
print(g.throw(ValueError("boom")))
print(next(g))

root = Node(117)
for i in range(2, N + 1):
    root.insert(117 * i % N)
print("%d numbers in order; CPython resumes %d frames" % (
    numbers_and_resumes(walk)))
print("~ the same by for loops: %d, %d" % numbers_and_resumes(walk_by_loops))
