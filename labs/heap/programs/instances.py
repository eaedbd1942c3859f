# A hundred points, three ways
import sys

import xray


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


point = Point(1, 2)
slotted = Slotted(1, 2)
print("a dict of two:", sys.getsizeof({"x": 1, "y": 2}))
print("an instance:", sys.getsizeof(point), "and its dict:", sys.getsizeof(point.__dict__))
print("an instance with slots:", sys.getsizeof(slotted))
print("and a dict:", hasattr(slotted, "__dict__"))
xray.fact("dict", sys.getsizeof({"x": 1, "y": 2}))
xray.fact("instance", sys.getsizeof(point))
xray.fact("instance_dict", sys.getsizeof(point.__dict__))
xray.fact("slotted", sys.getsizeof(slotted))

point.extra = 3
print("one more attribute, its dict:", sys.getsizeof(point.__dict__))
