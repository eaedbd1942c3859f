# What the collector looks at, and when it stops or starts looking.
import gc
import weakref


class Plain:
    pass


class Slotted:
    __slots__ = ("a",)


class Empty:
    __slots__ = ()


class Number(int):
    pass


class Text(str):
    pass


class Mapping(dict):
    pass


class Sequence(list):
    pass


class Pair(tuple):
    pass


def function():
    yield 1


def closure(value):
    return lambda: value


def show(name, value):
    print(f"{name}: {gc.is_tracked(value)}")


print("atoms")
for value in (0, 2**80, 1.0, 1j if False else 2.5, "a", b"b", bytearray(), None, True, NotImplemented, ..., range(3), object()):
    show(type(value).__name__, value)
show("code", function.__code__)
show("cell's content", closure(1).__closure__[0].cell_contents)

print("containers")
for value in (
    [], [1], set(), frozenset(), slice(1), slice([], None), function, function(), closure(1), closure(1).__closure__[0],
    len, [].append, Plain().__init__, list.append, int.__add__, (1).__add__, iter([]), iter(()), iter({}), iter("a"),
    iter(set()), iter(range(3)), {}.keys(), {}.values(), {}.items(), enumerate([]), zip(), map(len, []), filter(None, []),
    reversed([]), super(Plain, Plain()), property(), staticmethod(len), classmethod(len), list[int], gc,
    ValueError(), ValueError([]),
):
    show(type(value).__name__, value)
try:
    {}["missing"]
except KeyError as error:
    show("traceback", error.__traceback__)
    show("frame", error.__traceback__.tb_frame)

print("classes and instances")
for value in (int, type, Plain, Slotted, Plain(), Slotted(), Empty(), Number(), Text(), Mapping(), Sequence(), Pair(), Pair((1,))):
    show(value.__name__ if isinstance(value, type) else type(value).__name__ + "()", value)
plain = Plain()
plain.a = 1
show("instance dict", plain.__dict__)
plain.b = []
show("instance dict with a list", plain.__dict__)
show("weakref", weakref.ref(plain))

print("dicts")
d = {}
show("empty", d)
d["a"] = 1
show("atoms", d)
d[1] = "text"
show("more atoms", d)
d["t"] = ()
show("an empty tuple", d)
d["l"] = []
show("a list", d)
del d["l"]
show("the list gone", d)
gc.collect(0)
show("after a young collection", d)
gc.collect(1)
show("after a middle collection", d)
gc.collect()
show("after a full collection", d)
d["l"] = []
show("a list again", d)
gc.collect()
show("still there after a full collection", d)
d.clear()
show("cleared", d)
gc.collect()
show("cleared, after a full collection", d)
show("display with a list", {"a": []})
show("display with a dict of atoms", {"a": {}})
show("display with a tracked key", {(1, []) if False else Plain: 1})
show("copy of atoms", {"a": 1}.copy())
show("copy of a dict with a list", {"a": []}.copy())
show("dict(a=1)", dict(a=1))
show("dict(a=[])", dict(a=[]))
show("comprehension of atoms", {n: n for n in range(3)})
show("comprehension of lists", {n: [] for n in range(3)})
show("dict.fromkeys of atoms", dict.fromkeys("abc"))
show("dict.fromkeys of a list", dict.fromkeys("abc", []))
e = {"a": 1}
e.update(b=2)
show("updated with atoms", e)
e.update(c=[])
show("updated with a list", e)
e = {}
e.setdefault("a", 1)
show("setdefault of an atom", e)
e.setdefault("b", [])
show("setdefault of a list", e)
e = {"a": 1} | {"b": 2}
show("union of atoms", e)
e |= {"c": []}
show("union with a list", e)

print("tuples")
one, two = 1, []
atoms = (one, "a", None)
inner = (atoms, one)
mixed = (one, two)
outer = (mixed, one)
for name, value in [("empty", ()), ("atoms", atoms), ("tuple of atoms", inner), ("with a list", mixed), ("with that", outer)]:
    show(name, value)
gc.collect(0)
for name, value in [("atoms", atoms), ("tuple of atoms", inner), ("with a list", mixed), ("with that", outer)]:
    show(name + ", young collection", value)
gc.collect(0)
show("tuple of atoms, second young collection", inner)
gc.collect()
for name, value in [("atoms", atoms), ("tuple of atoms", inner), ("with a list", mixed), ("with that", outer)]:
    show(name + ", full collection", value)

print("finalized")


class Finalized:
    def __del__(self):
        global kept
        kept = self


kept = None
f = Finalized()
print(gc.is_finalized(f), gc.is_tracked(f))
del f
print(gc.is_finalized(kept), gc.is_tracked(kept))
for value in (1, "a", None, [], Plain(), Plain, int, ()):
    print(gc.is_finalized(value), end=" ")
print()
g = function()
print(gc.is_finalized(g))
