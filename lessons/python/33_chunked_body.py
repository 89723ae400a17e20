# SPDX-License-Identifier: MIT
# The twin of 33_chunked_body.c: prints the same; http.client agrees with it.
import re
from http.client import HTTPResponse
from io import BytesIO


def next_byte(piece):
    while not piece:
        piece += (yield) or b""
    return piece.pop(0)


def read_line(piece):
    text = bytearray()
    while not text.endswith(b"\n"):
        text.append((yield from next_byte(piece)))
    return text.replace(b"\r", b"")[:-1]


def body():
    piece = bytearray()
    while True:
        size = re.fullmatch(b"([0-9A-Fa-f]+)(;.*)?",
                            (yield from read_line(piece)))
        if not size:
            raise ValueError("wrong")
        size = int(size[1], 16)
        for i in range(size):
            yield (yield from next_byte(piece))
        line = yield from read_line(piece)
        while size == 0 and line:
            line = yield from read_line(piece)
        if line:
            raise ValueError("wrong")
        if size == 0:
            return "complete"


def receive(answer, size):
    gen = body()
    text = bytearray()
    pieces = 0
    try:
        next(gen)
        while answer:
            piece, answer = answer[:size], answer[size:]
            pieces += 1
            byte = gen.send(piece)
            while byte is not None:
                text.append(byte)
                byte = next(gen)
        end = "not complete"
    except (StopIteration, ValueError) as err:
        end = err.args[0]
    print(text.decode(), end="")
    print("%s after %d pieces" % (end, pieces))
    return text


def received_by_http_client(answer):
    class Socket:
        def makefile(self, mode):
            return BytesIO(b"HTTP/1.1 200 OK\r\n"
                           b"Transfer-Encoding: chunked\r\n\r\n" + answer)
    response = HTTPResponse(Socket())
    response.begin()
    return response.read()


answer = (b"18\r\nBetter late than never.\n\r\n"
          b"3\r\nOne\r\n"
          b"12;from=proverbs\r\n thing at a time.\n\r\n"
          b"0\r\nExpires: never\r\n\r\n")
assert receive(answer, 1) == received_by_http_client(answer)
receive(answer, 7)
receive(answer, len(answer))
receive(b"18\r\nBetter late than never.\n", 7)
receive(b"Better late than never.\r\n", 7)
