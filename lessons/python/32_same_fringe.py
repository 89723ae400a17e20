# SPDX-License-Identifier: MIT
# The twin of 32_same_fringe.c: prints the same.
import re
import sys
from itertools import zip_longest

MOST = 200


class Node:
    def __init__(self, word=None, left=None, right=None):
        self.word, self.left, self.right = word, left, right


def tree(words, balanced):
    left = len(words) // 2 if balanced else 1
    if len(words) == 1:
        return Node(words[0])
    return Node(None, tree(words[:left], balanced),
                tree(words[left:], balanced))


def leaves(node):
    global visited
    visited += 1
    if node.word is not None:
        yield node.word
    else:
        yield from leaves(node.left)
        yield from leaves(node.right)


def compare(one, other):
    global visited
    visited = same = 0
    for a, b in zip_longest(leaves(one), leaves(other)):
        if a != b:
            break
        same += 1
    else:
        a = b = None
    print("%d the same, then %s and %s: %d nodes visited" % (
        same, a or "the end", b or "the end", visited))


sys.stdout = open(1, "w", encoding="latin-1", closefd=False)  # bytes, as in C
path = sys.argv[1] if len(sys.argv) > 1 else "assets/sample.txt"
try:
    with open(path, encoding="latin-1", newline="\n") as file:
        text = file.read(65535).partition("\0")[0]  # where C's text ends
except OSError as err:
    sys.exit("32_same_fringe: %s: %s" % (path, err.strerror))
words = re.findall("[^ \t\r\n]+", text)[:MOST]
if len(words) < 6:
    sys.exit("32_same_fringe: %s: fewer than 6 words" % path)
list_like = tree(words, balanced=False)
compare(list_like, tree(words, balanced=True))
compare(list_like, tree(words[:-1], balanced=True))
words[5] = "cheese."
compare(list_like, tree(words, balanced=True))
