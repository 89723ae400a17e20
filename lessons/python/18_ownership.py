# SPDX-License-Identifier: MIT
# The twin of 18_ownership.c: prints the same.


def numbers():
    number = 0
    try:
        while True:
            yield number
            number += 1
    finally:
        print("\tsource closed")


def doubled(name, up):
    try:
        for number in up:
            yield 2 * number
    finally:
        print("\t%s closed" % name)


source = numbers()
stage = doubled("stage", source)
print("stage: %d" % next(stage))
print("stage: %d" % next(stage))
stage.close()
print("stage is closed, source: %d" % next(source))

stage = doubled("third", doubled("second", doubled("first", source)))
del source  # nobody else holds it: only now is it the first stage's
print("third: %d" % next(stage))
stage.close()
del stage
source = numbers()
print("source: %d" % next(source))
stage = doubled("never started", source)
del source
del stage

source = numbers()
expression = (number for number in source)
print("the library's: %d" % next(expression))
expression.close()
print("~ it is closed, source: %d" % next(source))
del expression
del source
