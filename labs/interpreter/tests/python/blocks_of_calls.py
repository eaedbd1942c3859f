# Blocks in use by size class: functions, calls, generators, iterators and exceptions.
#
# Each cell prints by how many blocks of each size its lines between count_blocks and new_blocks changed the pools.

import xray

# The names are there before the counting, so that it does not see the table of names grow.
a = b = c = d = e = e2 = f = i = k = v = None
n = 1000
zero = 0
keys20 = ["key_%d" % i for i in range(20)]


class Methods:
    def f(self): return self


class Ctx:
    def __enter__(self): return self
    def __exit__(self, *args): pass


class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n


class Seq:
    def __getitem__(self, i):
        if i > 4: raise IndexError
        return i


def make_closure(x):
    def inner(): return x
    return inner


def make_two(x, y):
    def inner(): return x, y
    return inner


def late():
    return [lambda: i for i in range(5)]


def counter_maker():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step


def gen(n):
    for i in range(n): yield i


def biggen(a, b, c):
    d = e = f = g = h = 1
    yield [a, b, c, d, e, f, g, h]


def deepgen(n):
    if n: yield from deepgen(n - 1)
    yield n


def fail(): raise ValueError("no")


def star(*args): return args


def kwstar(**kw): return kw


def recurse(n): return n and recurse(n - 1)


def deco(f): return f

# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
def f(): pass
print("function", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = [lambda: None for i in range(10)]
print("functions 10", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
def f(x, y=1, z=2): pass
print("function defaults", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
def f(x, *, z=2): pass
print("function kwdefaults", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
def f(x: int, y: str) -> int: pass
print("function annotations", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
def f():
    "A doc."
print("function doc", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
def f(): pass
f.x = 1
print("function attribute", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = make_closure(n)
print("closure", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = [make_closure(i) for i in range(10)]
print("closures", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = make_two(n, n)
print("closure two", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
b = make_closure(n)
c = b()
print("closure called", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = late()
print("lambda loop closure", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = Methods()
b = a.f
print("bound method", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = Methods()
b = [a.f for i in range(10)]
print("bound methods", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = []
b = a.append
print("bound builtin", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = Methods()
a.f()
print("method call", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
b = Methods.f
print("unbound", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = gen(3)
b = next(a)
print("generator suspended", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = [gen(3) for i in range(5)]
print("generators", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = gen(1)
b = list(a)
print("generator finished", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = gen(3)
next(a)
del a
a = None
print("generator dropped", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = (i for i in range(3))
print("genexp", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = sum(i for i in range(10))
print("genexp sum", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = biggen(1, 2, 3)
next(a)
print("generator big", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = ValueError("x")
print("exception object", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    raise ValueError("bad")
except ValueError as e:
    pass
print("exception caught", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    raise ValueError("bad")
except ValueError as e:
    a = e
print("exception kept", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    fail()
except ValueError as e:
    a = e
print("exception kept from function", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    try:
        fail()
    except ValueError as e:
        raise KeyError("k")
except KeyError as e2:
    a = e2
print("exception chained", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    1 / zero
except ZeroDivisionError as e:
    a = e
print("exception zero division", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    [][3]
except IndexError as e:
    a = e
print("exception index", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    {}["k"]
except KeyError as e:
    a = e
print("exception key", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    n.nope
except AttributeError as e:
    a = e
print("exception attr", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    nope
except NameError as e:
    a = e
print("exception name", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = [ValueError(i) for i in range(5)]
print("exception many", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = ValueError()
a.args = (1, 2)
print("exception note", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = iter([1, 2])
b = iter((1, 2))
c = iter({1: 2})
d = iter({1, 2})
print("iterators", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = enumerate([1])
b = zip([1], [2])
c = map(str, [1])
d = filter(None, [1])
print("iterators 3", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = reversed([1])
b = iter({1: 2}.items())
c = iter({1: 2}.values())
d = reversed({1: 2})
print("iterators 4", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = iter([1, 2, 3])
next(a)
b = enumerate([5, 6])
next(b)
c = zip([1], [2])
next(c)
print("iter half", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
for k, v in {"x": 1, "y": 2}.items():
    pass
print("dict item iteration", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = iter(int, 5)
print("iter callable", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = range(10)
b = range(n, n + 5)
print("range", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
star(1, 2, 3)
print("star args", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = star(1, 2, 3)
print("star args kept", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = kwstar(x=1, y=2)
print("kwargs kept", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
kwstar(x=1)
kwstar(**{"p": 2})
print("kwargs call", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
recurse(50)
print("call deep", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
recurse(50)
print("call deep again", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = globals()
print("globals", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
print("x", n)
print("print", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
isinstance(n, (int, str))
print("isinstance", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = max(keys20)
b = min(1.5, 2.5)
print("min max", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
try:
    a = n
finally:
    b = n
print("try finally", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
with Ctx() as c:
    pass
print("with", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = deepgen(3)
next(a)
print("stack", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = list.append
b = [].__len__
c = (5).__add__
print("method descriptor", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
@deco
def f(): pass
print("decorated", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = counter_maker()
a()
a()
print("nonlocal counter", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = any(x > 5 for x in [1, 2])
print("any", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
for i in range(5):
    try:
        [][0]
    except IndexError:
        pass
print("list index error in loop", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = iter([])
try:
    next(a)
except StopIteration:
    pass
print("stop iteration", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = [x for x in Iter(3)]
print("for over instance", xray.new_blocks())
# %%
a = b = c = d = e = e2 = f = i = k = v = None
xray.count_blocks()
a = [x for x in Seq()]
print("getitem protocol", xray.new_blocks())
