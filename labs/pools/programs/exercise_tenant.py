# Exercise: another tenant
import xray

X = b"x"


def answer():
    """Return a str that stands in the block that has just gone free. Change this function."""
    return "tea" * 25


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
