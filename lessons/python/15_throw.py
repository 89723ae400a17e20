# SPDX-License-Identifier: MIT
# The twin of 15_throw.c: prints the same.


def count_up_to(max):
    count = 1
    while count <= max:
        try:
            received = yield count
            if received is not None:
                count = received
            else:
                count += 1
        except ValueError as err:
            print(f"Exception caught inside generator: {err}")
            count = max  # Force the loop to end, the tutorial says.
            yield "Exception processed"
    return "Completed!"


def show(resume, *args, said=""):
    try:
        print(said + str(resume(*args)))
    except StopIteration as err:
        print("StopIteration:", err.value)
    except (ValueError, KeyError) as err:
        print(f"{type(err).__name__}: {err.args[0]}")


def throw(gen, error):
    show(gen.throw, error, said="throw() returned: ")


# The tutorial's form, throw(ValueError, "..."), is deprecated since 3.12.
error = ValueError("Something went wrong")
gen = count_up_to(5)
show(next, gen)
throw(gen, error)
show(next, gen)
show(next, gen)
show(next, gen)

print("an error that it does not catch:")
gen = count_up_to(5)
show(next, gen)
throw(gen, KeyError("no such key"))
show(next, gen)

print("before the first next(), when no yield waits:")
gen = count_up_to(5)
throw(gen, error)
show(next, gen)
