import sys
class P:
    def __init__(self): print('init', sys.getrefcount(self))
    def __del__(self): print('del', sys.getrefcount(self))
    def __len__(self): print('len', sys.getrefcount(self)); return 1
    def __getitem__(self, k): print('gi', sys.getrefcount(self), sys.getrefcount(k)); return 1
    def __add__(self, o): print('add', sys.getrefcount(self), sys.getrefcount(o)); return 1
    def __eq__(self, o): print('eq', sys.getrefcount(self), sys.getrefcount(o)); return True
    def __repr__(self): print('repr', sys.getrefcount(self)); return 'r'
    def __call__(self, x): print('call', sys.getrefcount(self), sys.getrefcount(x))
    def __iter__(self): print('iter', sys.getrefcount(self)); return iter([])
    def __enter__(self): print('enter', sys.getrefcount(self)); return self
    def __exit__(self, *a): print('exit', sys.getrefcount(self))
    def __bool__(self): print('bool', sys.getrefcount(self)); return True
    def __contains__(self, k): print('in', sys.getrefcount(self), sys.getrefcount(k)); return True
    def __getattr__(self, k): print('ga', sys.getrefcount(self)); return 1
    def __setattr__(self, k, v): print('sa', sys.getrefcount(self), sys.getrefcount(v))
    def __hash__(self): print('hash', sys.getrefcount(self)); return 1
    def __next__(self): print('next', sys.getrefcount(self)); return 1
    def m(self, x): print('m', sys.getrefcount(self), sys.getrefcount(x))
    @property
    def p(self): print('p', sys.getrefcount(self))
    @classmethod
    def c(cls, x): print('c', sys.getrefcount(x))
    @staticmethod
    def s(x): print('s', sys.getrefcount(x))
o = [5]
x = P()
len(x); x[o]; x + o; x == o; repr(x); x(o); list(x); bool(x); o in x; x.zz; x.q = o; hash(x); next(x); x.m(o); x.p; x.c(o); x.s(o)
with x: pass
f = x.m; f(o); {x: 1}; [x] == [x]; str(x); f'{x}'; not x; x.m(x=o); P.m(x, o)
def g(a, *args, **kw): print(sys.getrefcount(a), sys.getrefcount(args), sys.getrefcount(kw))
g(o); g(o, o, k=o); g(*[o]); g(**{'a': o})
sorted([3, 1], key=lambda v: print(sys.getrefcount(o)) or v)
list(map(lambda v: print('map', sys.getrefcount(v)), [o]))
for i, v in enumerate([o]): print(sys.getrefcount(v))
for v in [o]: print(sys.getrefcount(v))
print([sys.getrefcount(v) for v in [o]], [sys.getrefcount(v) for v in (o,)])
def gen(a):
    print(sys.getrefcount(a)); yield a; print(sys.getrefcount(a))
for q in gen(o): print(sys.getrefcount(q))
del q, v
class Q:
    def meth(self): return sys.getrefcount(self)
print(Q().meth(), Q().meth.__self__.meth())
try: raise ValueError(o)
except ValueError as e: print(sys.getrefcount(e), sys.getrefcount(e.args), sys.getrefcount(o))
del x
import weakref
class W: pass
w = W(); r = weakref.ref(w, lambda r: print('cb', sys.getrefcount(r))); print(sys.getrefcount(r()), sys.getrefcount(w)); del w
