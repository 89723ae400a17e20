# SPDX-License-Identifier: MIT
# The twin of 21_follow.c: prints the same.  (heapq.merge() has a key since 3.5.)
import heapq
import tempfile
import time
from itertools import islice

PAGE, BLOCK = 6, 900


class Server:
    def __init__(self, requests, log, blocks):
        self.requests, self.log, self.blocks = requests, log, blocks

    def stop(self):
        if self.blocks == 0:
            return True
        self.blocks -= 1
        block = self.requests.read(BLOCK)
        if block:
            print("server: %d bytes" % len(block))
        self.log.write(block)
        self.log.flush()
        return not block


def follow(path, stop):
    with open(path) as file:
        file.seek(0, 2)
        line = ""
        while True:
            line += file.readline()
            if line.endswith("\n"):
                yield line.rstrip("\n")
                line = ""
            elif stop():
                return
            else:
                time.sleep(0.1)


def count(lines, name):
    for line in lines:
        read[name] += 1
        yield line


def time_of(line):
    return line[line.find("["):][:21]


with tempfile.NamedTemporaryFile() as log:
    with open("build/assets/access-2.log", "rb") as requests:
        lines = follow(log.name, Server(requests, log, 4).stop)
        fields = (line.split(" ") for line in lines if '" 404 ' in line)
        for f in fields:
            print("\tnot found:", f[PAGE])

read = {"one": 0, "other": 0}
with open("build/assets/access.log") as one:
    with open("build/assets/access-2.log") as other:
        merged = heapq.merge(count(one, "one"), count(other, "other"),
                             key=time_of)
        for line in islice(merged, 5):
            print(line.rstrip("\n"))
print("read: %(one)d lines and %(other)d" % read)
