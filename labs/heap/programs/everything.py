# Everything that a name can lead to is an object
import ctypes
import sys

import xray


def word(address):
    return ctypes.c_ssize_t.from_address(address).value


def double(number):
    return 2 * number


class Point:
    pass


things = [
    ("an int", 1000),
    ("None", None),
    ("a string", "tea"),
    ("a function", double),
    ("its code", double.__code__),
    ("a built-in function", print),
    ("a class", Point),
    ("an instance", Point()),
    ("a module", sys),
    ("a type", int),
    ("the type of types", type),
]

headers = 0
for name, thing in things:
    has_count = word(id(thing)) > 0
    has_type = word(id(thing) + 8) == id(type(thing))
    headers += has_count and has_type
    print(name, "has a count:", has_count, "and the type", type(thing).__name__)
print("headers found:", headers, "of", len(things))
xray.fact("headers", headers)
xray.fact("type_of_type", type(type).__name__)
