# Weak references in cycles and in walks, to all kinds of objects, and functions called at exit.
import atexit
import gc
import sys
from weakref import *


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"

    def method(self):
        pass


def callback(name):
    return lambda reference: print("callback", name, reference())


print("# a cycle")
gc.collect()
a, b = Thing("a"), Thing("b")
a.other, b.other = b, a
to_a = ref(a, callback("a"))
to_b = ref(b, callback("b"))
values = WeakValueDictionary(a=a, b=b)
keys = WeakKeyDictionary({a: 1, b: 2})
items = WeakSet([a, b])
method = WeakMethod(a.method, lambda it: print("callback of the method", it()))
finalizer = finalize(a, print, "finalized a")
to_both = proxy(a, lambda it: print("callback of the proxy"))
plain = proxy(b)
del a, b
print(len(values), len(keys), len(items), finalizer.alive)
print(gc.collect(), len(values), len(keys), len(items), finalizer.alive, to_a(), method())
try:
    plain.name
except ReferenceError as e:
    print(e)

print("# containers in cycles")
values = WeakValueDictionary()
values.itself = values
x = Thing("x")
values["x"] = x
del values
print(gc.collect(), getweakrefcount(x))
keys = WeakKeyDictionary()
keys[x] = x
del x
print(len(keys), gc.collect(), len(keys))
keys.clear()
print(len(keys), gc.collect())

print("# walks")
values = WeakValueDictionary()
things = [Thing(i) for i in range(5)]
for i, thing in enumerate(things):
    values[i] = thing
del thing
walk = iter(values.values())
print(next(walk))
del things[2:]
print(len(values.data))
print(list(walk), len(values))
del walk
try:
    for key in values:
        values[key + 100] = things[0]
except RuntimeError as e:
    print(e)
print(sorted(values))


def outer_walk():
    for key, thing in values.items():
        yield key


walk = outer_walk()
print(next(walk))
del things[:]
print(len(values.data))
walk.close()
print(len(values), len(values.data))

print("# a callback that raises")
x = Thing("x")
r = ref(x, lambda reference: 1 / 0)
del x
print(r())


class Number:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return "add", self.value, other.value if isinstance(other, Number) else other

    def __radd__(self, other):
        return "radd", self.value, other

    def __iadd__(self, other):
        self.value += other
        return self

    def __eq__(self, other):
        return self.value == getattr(other, "value", other)

    def __lt__(self, other):
        return self.value < getattr(other, "value", other)

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __enter__(self):
        return "entered"

    def __exit__(self, *raised):
        return True

    def __iter__(self):
        yield from range(self.value)

    def __contains__(self, value):
        return value == self.value

    def __index__(self):
        return self.value

    def __str__(self):
        return "Number"


print("# a proxy of a number")
n = Number(3)
p = proxy(n)
print(type(p).__name__, p + 1, 1 + p, p + p, p == 3, p == n, p < 4, list(p), 3 in p, p(1, a=2), str(p), f"{p}")
print([10, 20, 30, 40][p], range(p), "%d" % p, "%x" % p)
p += 4
print(p is n, n.value)
p = proxy(n)
try:
    with p as entered:
        print(entered)
except TypeError as e:
    print(e)
print(p.value, p.__class__, isinstance(p, Number), issubclass(type(p), Number), callable(p))
p.more = 1
print(n.more, vars(n))
del p.more
print(hasattr(p, "more"), getattr(p, "more", "default"))
for unhashable in p, ref(n):
    try:
        {unhashable: 1}
    except TypeError as e:
        print(e)


class Tagged(ref):
    __slots__ = ("tag",)

    def __new__(cls, thing, callback=None, tag=0):
        self = super().__new__(cls, thing, callback)
        self.tag = tag
        return self

    def __init__(self, thing, callback=None, tag=0):
        super().__init__(thing, callback)


print("# a subclass")
z = Thing("z")
first, second = Tagged(z), Tagged(z, tag=5)
print(first is second, first == second, hash(first) == hash(second), second.tag, getweakrefcount(z))
print([type(it).__name__ for it in getweakrefs(z)])
print(ref(z) is ref(z), proxy(z) is proxy(z))
held = ref(z), proxy(z), ref(z, callback("z")), proxy(z, print)
print([type(it).__name__ for it in getweakrefs(z)])


class Bare:
    __slots__ = ()


print("# what can be referred to")
for thing in 1, "s", (), [], {}, None, object(), 1.5, Bare(), held[0], held[1]:
    try:
        ref(thing)
    except TypeError as e:
        print(e)
for thing in Thing, len, Thing.method, z.method, sys, {1}, frozenset(), type, (i for i in ()):
    print(type(ref(thing)).__name__, end=" ")
print()

print("# exit")
del held
atexit.register(print, "at exit", end="!\n")


@atexit.register
def last():
    print("last registered")


def boom():
    raise ValueError("at exit")


atexit.register(boom)
atexit.register(boom)
atexit.unregister(boom)
atexit.register(boom)
finalize(z, print, "z at exit", z.name)
