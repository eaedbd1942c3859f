# Blocks in use by size class: instances, classes and weak references.
#
# Each cell prints by how many blocks of each size its lines between count_blocks and new_blocks changed the pools.

import types
import weakref
import xray

# The names are there before the counting, so that it does not see the table of names grow.
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
n = 1000


class Empty: pass


class Empty2: pass


class One:
    def __init__(self, x): self.x = x


class Three:
    def __init__(self):
        self.x = 1
        self.y = 2
        self.z = 3


class Many:
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = self.f = self.g = self.h = self.i = self.j = self.k = self.l = 1


class Slots: __slots__ = ("x", "y")


class MyList(list): pass


class MyInt(int): pass


class MyStr(str): pass


class MyDict(dict): pass


class MyTuple(tuple): pass


class MyFloat(float): pass


class MySet(set): pass


class MyError(Exception): pass


class Methods:
    def f(self): return self


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def tree(depth):
    return None if depth == 0 else Node(depth, [tree(depth - 1), tree(depth - 1)])

# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Empty()
print("instance empty", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = [Empty() for i in range(10)]
print("instances empty", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = One(n)
print("instance one", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
b = One(n)
print("instance one more", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = [One(n) for i in range(50)]
print("instances one 50", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
a = [One(n) for i in range(50)]
xray.count_blocks()
a = None
print("instances one 50 deleted", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = One(n)
a.__dict__
print("instance with dict", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = One(n)
b = a.__dict__
print("instance with dict used", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = One(n)
b = vars(a)
a.other = 1
print("instance vars", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Three()
print("instance three", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = [Three() for i in range(40)]
print("instances three", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Empty2()
a.p = 1
a.q = 2
a.r = 3
print("instance growing", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Many()
print("instance many attributes", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Three()
del a.y
print("instance delattr", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = [Slots() for i in range(10)]
print("slots", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Slots()
a.x = n
a.y = n
print("slots filled", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyList()
a.append(None)
print("subclass list", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyInt(5)
b = MyInt(1 << 70)
print("subclass int", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyStr("hello")
print("subclass str", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyDict()
a["x"] = 1
print("subclass dict", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyTuple((1, 2, 3))
print("subclass tuple", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyFloat(1.5)
print("subclass float", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MySet([1, 2])
print("subclass set", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = MyError("x", n)
print("subclass exception", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A: pass
print("class empty", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class B: pass
print("class empty second", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A:
    def f(self): return 1
print("class with method", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A:
    x = 1
    y = 2
    z = 3
print("class with attributes", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A(Empty): pass
print("class subclass", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A:
    __slots__ = ("x", "y")
print("class slots", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A:
    def f(self): return 1
    def g(self): return 1
    def h(self): return 1
    def i(self): return 1
    def j(self): return 1
    def k(self): return 1
print("class many methods", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A: pass
A = None
print("class dropped", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class A:
    @property
    def x(self): return 1
    @staticmethod
    def y(): return 1
    @classmethod
    def z(cls): return 1
print("class property", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Empty()
b = weakref.ref(a)
print("weakref", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Empty()
b = weakref.ref(a)
c = weakref.ref(a)
print("weakref twice", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Empty()
b = weakref.ref(a, id)
print("weakref callback", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
class W: pass
b = weakref.ref(W)
print("weakref set", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = super(Methods, Methods())
print("super object", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = types.ModuleType("m")
print("module", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = types.SimpleNamespace(x=1)
print("namespace", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = object()
b = [object() for i in range(10)]
print("object", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = type("T", (), {})
print("type call", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = type("T", (), {})
a = None
print("type call dropped", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = None
for i in range(20):
    a = (i, a)
print("linked list", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = None
for i in range(20):
    a = Node(i, a)
print("linked nodes", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
for i in range(20):
    a = Node(i, a)
xray.count_blocks()
a = None
print("linked nodes deleted", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = tree(4)
print("tree", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
a = tree(4)
xray.count_blocks()
a = None
print("tree deleted", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = getattr(n, "nope", None)
print("getattr default", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = hasattr(n, "nope")
print("hasattr", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = Empty.__dict__
print("dunder dict of class", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = One(n)
a.__dict__["q"] = 1
print("del attr dict", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = One(n)
a.__dict__ = {"z": 1}
print("instance dict replaced", xray.new_blocks())
# %%
A = B = W = a = b = c = f = g = h = i = j = k = x = y = z = None
xray.count_blocks()
a = [Three(), Node(1, None), One(2)]
print("two classes of instances", xray.new_blocks())
