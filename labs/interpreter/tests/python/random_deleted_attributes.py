# %% Found by generated programs: deleting an attribute that is missing gives its name a place all the same
import sys


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)

first = Thing("first")
for name in ["right", "wrong"]:
    try:
        delattr(first, name)
    except AttributeError as error:
        print(error)
first.other = Thing("other")
first.right = Thing("right")
del first


class Full:
    pass

full = Full()
for i in range(40):
    try:
        delattr(full, f"a{i}")
    except AttributeError as error:
        pass
    if i % 5 == 0:
        print(i, sys.getsizeof(full))
full.x = Thing("x")
full.a7 = Thing("a7")
full.a3 = Thing("a3")
print(sys.getsizeof(vars(full)), list(vars(full)))
del full
another = Full()
another.y = Thing("y")
another.a8 = Thing("a8")
another.a2 = Thing("a2")
del another
third = Full()
vars(third)
try:
    del third.nothing
except AttributeError as error:
    print(error)
third.one = 1
print(sys.getsizeof(vars(third)))
