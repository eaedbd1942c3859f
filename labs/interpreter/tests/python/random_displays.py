# Found by generated programs: displays, unpacking with a star, and slots
import sys


class Thing:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def equal_keys(key):
    print("names", {key: Thing("first"), key: Thing("second"), key: 3})
    print("constants", {8: Thing("first"), 8: Thing("second"), 8: 3})


equal_keys(8)

first, *rest = [1, 2]
print(rest, sys.getsizeof(rest))
first, *rest = (number for number in range(7))
print(rest, sys.getsizeof(rest))
*rest, last = [1]
print(rest, sys.getsizeof(rest))
*rest, before, last = (1, 2, 3, 4)
print(rest, before, last, sys.getsizeof(rest))
for source in ([], [1], iter([1])):
    try:
        a, *rest, b = source
    except ValueError as error:
        print(error)
try:
    a, *rest = 5
except TypeError as error:
    print(error)

thing = Thing("third")
del thing.name
try:
    del thing.name
except AttributeError as error:
    print(error.args, error.name)
thing.name = "third again"
