# Blocks of weak references and containers of them.
import sys
import weakref
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary, finalize, proxy, ref

import xray

class T:
    __slots__ = ("__weakref__",)
    def m(self): pass
class D:
    def m(self): pass
things = [T() for _ in range(10)]
more = [D() for _ in range(10)]
def f(*a): pass
keep = None
def show(name, make):
    global keep
    keep = make() # once before, to warm up
    keep = None
    xray.count_blocks()
    keep = make()
    new = xray.new_blocks()
    print(name, new)
    xray.count_blocks()
    keep = None
    print("  and back", xray.new_blocks())

show("refs", lambda: [ref(t) for t in things])
show("refs with callback", lambda: [ref(t, f) for t in things])
show("two", lambda: [ref(things[0]), ref(things[0]), ref(things[0], f), ref(things[0], f)])
show("proxies", lambda: [proxy(t) for t in things])
show("proxies of functions", lambda: [proxy(f), proxy(f), proxy(f, f)])
show("WeakValueDictionary()", WeakValueDictionary)
def wvd():
    d = WeakValueDictionary()
    for i, t in enumerate(things): d[i] = t
    return d
show("WeakValueDictionary of 10", wvd)
show("WeakValueDictionary update", lambda: WeakValueDictionary(enumerate(things)))
show("WeakKeyDictionary()", WeakKeyDictionary)
def wkd():
    d = WeakKeyDictionary()
    for i, t in enumerate(things): d[t] = i
    return d
show("WeakKeyDictionary of 10", wkd)
show("WeakSet()", WeakSet)
show("WeakSet of 10", lambda: WeakSet(things))
show("WeakMethod", lambda: WeakMethod(things[0].m))
show("WeakMethod with callback", lambda: WeakMethod(things[0].m, f))
show("items()", lambda: (lambda it: (next(it), it))(wvd().items()))
show("keys()", lambda: (lambda it: (next(it), it))(wkd().keys()))
show("iter of set", lambda: (lambda it: (next(it), it))(iter(WeakSet(things))))
show("ref of D", lambda: [ref(t) for t in more])
show("copy", lambda: wvd().copy())
class R(ref): pass
show("subclass", lambda: [R(t) for t in things])
def fin():
    return [finalize(t, f, 1, a=2) for t in things]
fs = fin()
for x in fs: x.detach()
del fs, x
def show2():
    global keep
    xray.count_blocks()
    keep = fin()
    new = xray.new_blocks()
    print("finalize", new)
    xray.count_blocks()
    for x in keep: x.detach()
    del x
    keep = None
    print("  and back", xray.new_blocks())
show2()
print(sys.getsizeof(weakref.finalize._Info()), [sys.getsizeof(x) for x in (wvd(), wkd(), WeakSet(things), WeakMethod(things[0].m), wvd().data, wkd().data)])
