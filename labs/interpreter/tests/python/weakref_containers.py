# Dictionaries and sets of weak references.
import sys
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def __del__(self):
        print("end of", self.name)

    def hello(self):
        return "hello from " + self.name


print("# WeakValueDictionary")
a, b, c = Thing("a"), Thing("b"), Thing("c")
d = WeakValueDictionary({"a": a}, b=b)
d["c"] = c
print(len(d), list(d), list(d.keys()), list(d.values()), list(d.items()))
print(sys.getrefcount(a), weakref.getweakrefcount(a), weakref.getweakrefs(a)[0].key)
print(d["a"], "a" in d, "z" in d, d.get("z"), d.get("z", 1))
try:
    d["z"]
except KeyError as e:
    print("KeyError", e)
del a
print(list(d), len(d), "a" in d)
for key, value in d.items():
    print("visiting", key, value)
    if key == "b":
        del b, value
        print("inside the walk", len(d.data), list(d))
print(list(d), len(d.data))
del value
print(d.setdefault("c", None), d.setdefault("e", c), sorted(d))
print(d.pop("e"), d.pop("e", "none"), sorted(d))
try:
    d.pop("e")
except KeyError as e:
    print("KeyError", e)
copied = d.copy()
print(type(copied).__name__, dict(copied) == {"c": c}, copied == d, copied != d, copied == {"c": c})
print(d | {"x": c} == {"c": c, "x": c}, {"y": c} | d == {"c": c, "y": c}, type({"y": c} | d).__name__)
d |= {"w": c}
print(sorted(d), d.popitem(), sorted(d))
print([r() for r in d.valuerefs()], [r() for r in d.itervaluerefs()])
try:
    hash(d)
except TypeError as e:
    print(e)
try:
    d["n"] = 1
except TypeError as e:
    print(e)
d.clear()
print(len(d), bool(d), repr(d).startswith("<WeakValueDictionary at 0x"))
try:
    d.popitem()
except KeyError as e:
    print("KeyError", e)
try:
    WeakValueDictionary(1, 2)
except TypeError as e:
    print(str(e).replace("WeakValueDictionary.", ""))
del c, copied
print("gone")

print("# replaced value")
d = WeakValueDictionary()
first, second = Thing("first"), Thing("second")
d["k"] = first
d["k"] = second
del first
print(d["k"])
del second
print(list(d))

print("# WeakKeyDictionary")
a, b = Thing("a"), Thing("b")
d = WeakKeyDictionary({a: 1})
d[b] = 2
print(len(d), list(d.items()), list(d.keys()), list(d.values()), d[a], d.get(b), d.get(Thing("x"), "no"))
print(a in d, 5 in d, sys.getrefcount(a), weakref.getweakrefcount(a))
del a
print(list(d.items()), len(d))
for key in d:
    print("visiting", key)
    del b, key
    print(len(d), len(d.data), d._pending_removals == [])
print(len(d), list(d.data))
a, b = Thing("a"), Thing("b")
d[a] = "A"
print(d.setdefault(a, "Z"), d.setdefault(b, "B"), d.pop(a), len(d), d.pop(a, "default"))
try:
    d.pop(a)
except KeyError as e:
    print("KeyError", type(e.args[0]).__name__)
try:
    d["text"] = 1
except TypeError as e:
    print(e)
print([r() for r in d.keyrefs()], d.copy() == d, d == {b: "B"}, (d | {a: 1}) == {a: 1, b: "B"})
d.update({a: 3})
print(d.popitem(), len(d))
del d[b]
print(len(d))
try:
    del d[b]
except KeyError as e:
    print("KeyError")
d[a] = a.name
it = iter(d)
print(next(it), len(d))
del a
print("held by the iterator")
del it
print("after", len(d))
del b

print("# WeakSet")
a, b, c = Thing("a"), Thing("b"), Thing("c")
s = WeakSet([a, b])
s.add(c)
s.add(c)
print(len(s), a in s, 5 in s, sorted(x.name for x in s))
print(s == WeakSet([a, b, c]), s != WeakSet([a]), s == {a}, s <= [a, b, c], s < [a, b, c], s >= [a], s > [a])
print(s.issubset([a, b, c]), s.issuperset([a]), s.isdisjoint([a]), s.isdisjoint([]))
names = lambda it: sorted(x.name for x in it)
print(names(s | [a]), names(s & [a, b]), names(s - [a]), names(s ^ [a]), names(s.union([c])))
t = s.copy()
t.discard(a)
t.discard(a)
t.remove(b)
try:
    t.remove(b)
except KeyError as e:
    print("KeyError", type(e.args[0]).__name__)
print(names(t), t.pop(), len(t))
try:
    t.pop()
except KeyError as e:
    print("KeyError", e)
t |= [a, b]
t &= [b]
print(names(t))
t ^= [a]
t -= [b]
print(names(t))
t ^= t
print(len(t))
del a
print(len(s), names(s))
del b
for item in s:
    del item
    del c
    print("in the walk", len(s), len(s.data))
print(len(s), s)
try:
    hash(s)
except TypeError as e:
    print(e)
try:
    s.add(1)
except TypeError as e:
    print(e)
print(WeakSet[int], WeakSet, WeakValueDictionary[str, int])
