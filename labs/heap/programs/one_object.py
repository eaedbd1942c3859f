# How many blocks is one object?
# differs 3.13, 3.14: there the values of an instance stand behind its header, in the same block
import xray


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1
        self.y = 2


class Point:
    def __init__(self):
        self.x = 1
        self.y = 2


one = 1
two = 2
word = "tea"
thing = None

for name, make in (
    ("float", lambda: one / two),
    ("tuple", lambda: (one, two)),
    ("list", lambda: [one, two]),
    ("dict", lambda: {word: one}),
    ("set", lambda: {one, two}),
    ("slotted", Slotted),
    ("instance", Point),
):
    make()
    xray.count_blocks()
    thing = make()
    change = xray.new_blocks()
    print(name, change)
    xray.fact(name, change)
    thing = None
