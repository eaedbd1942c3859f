# Solution: another tenant
import sys

import xray

X = b"x"


def answer():
    """133 bytes went free, a block of 144; 90 letters make a str of the same class."""
    word = "tea"
    return word * 30


# The check. Leave it as it is.
kept = [X * 100 for _ in range(3)]
old = X * 100
address = id(old)
del old
tenant = answer()

if type(tenant) is not str:
    print("Not yet: the task asks for a str, and this is", type(tenant).__name__ + ".")
elif id(tenant) == address:
    print("Solved: the str stands where the bytes stood.")
else:
    print("Not yet: the str stands somewhere else.")
    print("Was it made when the function ran, and is it of the block's size class?")
xray.fact("solved", type(tenant) is str and id(tenant) == address)
xray.fact("asked", sys.getsizeof(tenant))
