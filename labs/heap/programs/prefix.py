# Sixteen bytes in front of some objects
import sys

import xray


class Point:
    __slots__ = ("x", "y")


def prefix(thing):
    """Bytes that getsizeof counts and that the object's own method does not."""
    return sys.getsizeof(thing) - thing.__sizeof__()


for name, thing in (
    ("int", 1000),
    ("float", 1.5),
    ("str", "tea"),
    ("object", object()),
    ("tuple", (1, 2)),
    ("list", [1, 2]),
    ("dict", {1: 2}),
    ("set", {1, 2}),
    ("function", prefix),
    ("instance", Point()),
):
    print(name, "has", prefix(thing), "bytes in front of its header")
xray.fact("empty_list", sys.getsizeof([]))
xray.fact("empty_list_itself", [].__sizeof__())
