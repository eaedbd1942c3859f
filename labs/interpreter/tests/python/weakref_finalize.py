# Bound methods, subclasses of ref, and finalizers.
import sys
import weakref
from weakref import WeakMethod, finalize


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def __del__(self):
        print("end of", self.name)

    def hello(self):
        return "hello from " + self.name


print("# WeakMethod")
a = Thing("a")
m = WeakMethod(a.hello, lambda it: print("method gone", it() is None, it._alive))
n = WeakMethod(a.hello)
print(m()(), m == n, m != n, hash(m) == hash(n), m == 1, m != 1, weakref.getweakrefcount(a), sys.getrefcount(a))
print(weakref.ref(a.hello)() is None, isinstance(m, weakref.ref))
del a
print(m(), n(), m == n, m == m, m != n)
try:
    WeakMethod(print)
except TypeError as e:
    print(e)
try:
    WeakMethod(len)
except TypeError as e:
    print(e)
try:
    WeakMethod(Thing.hello)
except TypeError as e:
    print("function refused")

print("# ref subclass, as the documentation has it")


class ExtendedRef(weakref.ref):
    def __init__(self, ob, callback=None, /, **annotations):
        super().__init__(ob, callback)
        self.__counter = 0
        for k, v in annotations.items():
            setattr(self, k, v)

    def __call__(self):
        ob = super().__call__()
        if ob is not None:
            self.__counter += 1
            ob = (ob, self.__counter)
        return ob


a = Thing("a")
r = ExtendedRef(a, tag="x")
print(r(), r(), r.tag, r is ExtendedRef(a), r == weakref.ref(a), weakref.getweakrefcount(a))
del a
print(r(), r.tag, r.__callback__)

print("# finalize")
a = Thing("a")
f = finalize(a, print, "final", 1, sep="-")
g = finalize(a, print, "second")
print(f.alive, f.atexit, f.peek() == (a, print, ("final", 1), {"sep": "-"}), g.peek()[3])
print(repr(f).startswith("<finalize object at 0x"), "for 'Thing' at 0x" in repr(f))
print(sys.getrefcount(a), weakref.getweakrefcount(a))
del a
print(f.alive, f(), f.peek(), f.detach(), f.atexit, repr(f).endswith("; dead>"))
a = Thing("a")
f = finalize(a, lambda: "called")
print(f(), f.alive, f())
f = finalize(a, print, "never")
print(f.detach()[1:], f.alive)
del a
a, b, c = Thing("a"), Thing("b"), Thing("c")
finalize(a, print, "exit of a")
finalize(b, print, "exit of b")
f = finalize(c, print, "exit of c")
f.atexit = False
print(f.atexit)
finalize(b, lambda: finalize(a, print, "made at exit"))
try:
    finalize(1, print)
except TypeError as e:
    print(e)
try:
    finalize(a)
except TypeError as e:
    print(e)
print("end of program")
