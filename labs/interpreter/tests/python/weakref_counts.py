# Counts that code sees while weak references, proxies and containers of them are at work.
import sys
import weakref
from sys import getrefcount
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary, finalize, getweakrefcount, proxy, ref


def told(name):
    def method(self, *rest):
        print(name, getrefcount(self), [getrefcount(x) for x in rest], getweakrefcount(self))
        return self

    return method


class Number:
    def __len__(self):
        print("len", getrefcount(self))
        return 3

    def __bool__(self):
        print("bool", getrefcount(self))
        return True

    def __contains__(self, item):
        print("contains", getrefcount(self), getrefcount(item))
        return True

    def __iter__(self):
        print("iter", getrefcount(self))
        return iter(())

    def __next__(self):
        print("next", getrefcount(self))
        return self

    def __str__(self):
        print("str", getrefcount(self))
        return "number"

    def __hash__(self):
        print("hash", getrefcount(self))
        return 7

    def __eq__(self, other):
        print("eq", getrefcount(self), getrefcount(other))
        return self is other

    def __index__(self):
        print("index", getrefcount(self))
        return 0

    def __int__(self):
        print("int", getrefcount(self))
        return 5

    def __float__(self):
        print("float", getrefcount(self))
        return 5.0

    def __getattr__(self, name):
        print("getattr", name, getrefcount(self))
        return 1

    def __delitem__(self, key):
        print("delitem", getrefcount(self), getrefcount(key))

    def __setitem__(self, key, value):
        print("setitem", getrefcount(self), getrefcount(key), getrefcount(value))

    def __getitem__(self, key):
        print("getitem", getrefcount(self), getrefcount(key))
        return 1

    def __call__(self, *args, **kwargs):
        print("call", getrefcount(self), [getrefcount(x) for x in args], [getrefcount(x) for x in kwargs.values()])
        return self

    def method(self, x):
        print("method", getrefcount(self), getrefcount(x))


for name in "add radd iadd sub mul matmul truediv floordiv mod divmod pow lshift and or xor neg pos abs invert".split():
    setattr(Number, f"__{name}__", told(name))
n = Number()
o = object()
p = proxy(n)
print(getrefcount(n), getrefcount(p), getweakrefcount(n))
print("# operators")
p + o
o + p
p + p
p - o
p * o
p @ o
p / o
p // o
p % o
divmod(p, o)
p**o
pow(p, o, o)
p << o
p & o
p | o
p ^ o
-p
+p
abs(p)
~p
q = p
q += o
print(q is n)
del q
print("# everything else")
len(p)
bool(p)
not p
o in p
iter(p)
next(p)
str(p)
print(f"{p}")
[1][p]
int(p)
float(p)
p.something
p.method(o)
m = p.method
m(o)
del m
p[o] = o
p[o]
del p[o]
n(o, o, k=o)
p(o)
print(getrefcount(n), getrefcount(p), getrefcount(o), getweakrefcount(n))
print("# references")
r = ref(n)
print(r is ref(n), r == ref(n), getrefcount(r), getrefcount(n))
hash(r), hash(r)
r2 = ref(n, print)
print(r == r2, hash(r2), getweakrefcount(n))
print([type(x).__name__ for x in weakref.getweakrefs(n)])
del r2
print("# containers")
d = WeakKeyDictionary()
d[n] = 1
d[n]
n in d
d.get(n)
d.setdefault(n, 2)
d.pop(n)
v = WeakValueDictionary()
v[n] = n
v[n]
n in v
v.get(n)
print(getrefcount(n), getweakrefcount(n))
for key, value in v.items():
    print("walk", getrefcount(n))
del key, value
v.pop(n)
s = WeakSet([n])
n in s
for item in s:
    print("walk", getrefcount(n))
del item
s.discard(n)
wm = WeakMethod(n.method)
wm()(o)
print(getrefcount(n), getweakrefcount(n))


print("# callbacks")


class Plain:
    pass


def callback(number):
    def call(reference):
        print("callback", number, reference() is None, getrefcount(reference), reference.__callback__)

    return call


x = Plain()
refs = [ref(x, callback(i)) for i in range(4)]
px = proxy(x, lambda it: print("callback of the proxy", getrefcount(it)))
w = WeakValueDictionary(x=x)
k = WeakKeyDictionary({x: 1})
ws = WeakSet([x])
f = finalize(x, lambda *a: print("finalizer", [getrefcount(i) for i in a], len(w), len(k), len(ws)), o)
print(getrefcount(x), getweakrefcount(x), getrefcount(refs[0]), getrefcount(o), getrefcount(f))
print([type(i).__name__ for i in weakref.getweakrefs(x)])
del refs[1]
del x
print(len(w), len(k), len(ws), f.alive, getrefcount(o), getrefcount(f))
x = Plain()
only = ref(x, callback("only"))
del x
print(only())
x = Plain()


def again(it):
    global y
    y = Plain()
    refs.append(ref(y, callback("new")))


r = ref(x, again)
del x
print(len(refs), getweakrefcount(y))
del y


class Resurrected:
    def __del__(self):
        global saved
        saved = self


x = Resurrected()
r = ref(x, callback("resurrected"))
rr = ref(x)
del x
print(r() is saved, rr() is saved, getweakrefcount(saved))
del saved
print(r(), rr())
