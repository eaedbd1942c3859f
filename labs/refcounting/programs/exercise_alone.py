# Exercise: alive without a name
# differs 3.14: the count word of a freed list holds the address of the next free one, another on each run
import ctypes

import xray


def answer():
    """Return the id of a list that outlives this call. Change this function."""
    thing = []
    return id(thing)


# The check. Leave it as it is.
address = answer()
count = ctypes.c_ssize_t.from_address(address).value
named = address in [id(value) for value in list(vars().values())]

if count == 0:
    print("Not yet: the count at the address is 0. The list died on return.")
    print("Some slot must still point at it, and it must not be a name's.")
elif named:
    print("Not yet: a global name points at the list. Do it without one.")
elif count == 1:
    print("Solved: no name leads to the list, and its count is 1.")
else:
    print("Not yet: the count is", count, "and the task asks for 1.")
xray.fact("solved", count == 1 and not named)
