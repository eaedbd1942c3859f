# Solution: one id, two lives
import xray

births = []


class Guest:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name
        births.append(name)


def answer():
    """The first guest is gone before the second is born, so its block is free."""
    ann = Guest("ann")
    first = id(ann)
    del ann
    bob = Guest("bob")
    return first, id(bob)


# The check. Leave it as it is.
first, second = answer()

if births != ["ann", "bob"]:
    print("Not yet: the guests were", births, "and not ann and then bob.")
elif first != second:
    print("Not yet: two ids. Both guests were alive at one time,")
    print("and no two living objects stand at one address.")
else:
    print("Solved: two guests, one after the other, with one id.")
xray.fact("solved", births == ["ann", "bob"] and first == second)
