# A walk over a weak container while its items end.
import sys
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def __del__(self):
        print("end of", self.name)


class Quiet:
    pass


def things():
    return {name: Thing(name) for name in "abcd"}


print("# values")
held = things()
values = WeakValueDictionary(held)
print(sorted(vars(values)), len(values))
for key, value in values.items():
    print("visiting", key, sys.getrefcount(value))
    if key == "a":
        del held["c"]
        print(len(values), len(values.data), "c" in values, list(values.keys()))
        values["e"] = value
print(len(values), sorted(values), sorted(values.keys()))
for reference in values.itervaluerefs():
    if "b" in held:
        del held["b"]
    print(reference.key, reference() is None)
print(list(values.values()), len(values.valuerefs()))
walk = values.keys()
print(next(walk))
held.clear()
value = None
print(list(walk), len(values.data))

print("# keys")
held = things()
keys = WeakKeyDictionary({thing: name for name, thing in held.items()})
print(sorted(vars(keys)), len(keys))
for key, value in keys.items():
    print("visiting", key)
    if value == "a":
        del held["b"]
        print(len(keys), len(keys.data), list(keys.values()))
        keys[held["c"]] = "new"
        del keys[held["d"]]
print(len(keys), keys.pop(held["c"]), list(keys), keys.copy().get(key), keys.setdefault(key, 5), keys[key])
try:
    keys[held["d"]]
except KeyError as error:
    print("KeyError")
key = None
held.clear()
print(len(keys), keys.keyrefs())

print("# sets")
held = {name: Quiet() for name in "abcd"}
items = WeakSet(held.values())
print(sorted(vars(items)), len(items))
count = 0
for item in items:
    if not count:
        for name in "abcd":
            if held[name] is not item:
                del held[name]
    count += 1
print(count, len(items), len(items.data))
more = WeakSet([item])
print(more == items, more <= items, more | items == items, len(more & items), len(more - items), len(more ^ items))
items.discard(item)
items |= more
items ^= more
print(len(items), item in more, item in items)
try:
    items.pop()
except KeyError as error:
    print(error)
more.remove(item)
