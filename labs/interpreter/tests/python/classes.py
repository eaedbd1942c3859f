class A:
    x = 1
    def __init__(self, n=3):
        self.n = n
    def m(self): return ('A', self.n)
    @property
    def p(self): return self.n * 2
    @p.setter
    def p(self, v): self.n = v
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(a): return a + 1
    def __repr__(self): return f"A({self.n})"
    def __eq__(self, o): return isinstance(o, A) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __len__(self): return self.n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError(i)
        return i * 10
    def __call__(self, *a, **k): return a, k
    def __add__(self, o): return A(self.n + (o.n if isinstance(o, A) else o))
    __radd__ = __add__
    def __iadd__(self, o): self.n += 1; return self
    def __contains__(self, v): return v == 5
    def __bool__(self): return self.n != 0
    def __lt__(self, o): return self.n < o.n
    def __getattr__(self, name): return 'dyn_' + name
class B(A):
    def m(self): return ('B',) + super().m()
    @classmethod
    def c(cls): return 'B' + super().c()
class C(A):
    def m(self): return ('C',) + super().m()
class D(B, C):
    def m(self): return ('D',) + super().m()
d = D(4)
print(d.m(), D.c(), d.p, d.s(4), D.__mro__)
d.p = 9; print(d.n, d, d == A(9), hash(d) == 9, len(d))
print(list(A(3)), A(2) + A(3), 1 + A(1), A(1) + 1, 5 in d, 6 in d, bool(A(0)))
a = A(1); b = a; a += 1; print(a is b, a.n, a(1, 2, z=3), a.foo, sorted([A(3), A(1)]))
class S:
    __slots__ = ('a', 'b')
s = S(); s.a = 1
try: s.b
except AttributeError as e: print(e)
try: s.c = 1
except AttributeError as e: print(e)
print(S.a, hasattr(s, 'b'))
class M(type):
    def __new__(m, name, bases, ns, **kw):
        ns['made'] = kw
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): print('calling', cls.__name__); return super().__call__(*a)
    @property
    def q(cls): return 'q' + cls.__name__
class N(metaclass=M, k=1):
    pass
n = N(); print(N.made, N.q, type(N), type(n))
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name, 'none')
    def __set__(self, o, v): o.__dict__[self.name] = v * 2
class U:
    d = Desc()
    def __init_subclass__(cls, **kw): print('sub', cls.__name__, kw)
u = U(); print(u.d); u.d = 4; print(u.d, u.__dict__)
class V(U, k=2): pass
try:
    class X(int, str): pass
except TypeError as e: print(e)
try:
    class X(A, D): pass
except TypeError as e: print(e)
class I(int):
    def __add__(self, o): return 'I+'
print(I(3) + 1, 1 + I(3), I(3) * 2, type(I(3) * 2))
class L(list):
    def __init__(self, *a): super().__init__(a); self.tag = 1
l = L(1, 2); l.append(3); print(l, l.tag, len(l))
class Dd(dict):
    def __missing__(self, k): return k + '!'
print(Dd(a=1)['zz'], Dd(a=1)['a'])
print(type('T', (A,), {'y': 5}).y, T if 'T' in globals() else 'noT')
print(isinstance(d, (int, C)), issubclass(D, A), type(d).__name__, D.__bases__, A.__dict__['x'])
class P:
    def __new__(cls, *a): o = super().__new__(cls); o.args = a; return o
print(P(1, 2).args)
try: A.nothing
except AttributeError as e: print(e)
try: object().x = 1
except AttributeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
class NoHash:
    def __eq__(self, o): return True
try: hash(NoHash())
except TypeError as e: print(e)
class Ctx:
    def __enter__(self): print('enter'); return self
    def __exit__(self, t, v, tb): print('exit', t, v); return t is ValueError
with Ctx() as c: print('in')
with Ctx(): raise ValueError('x')
try:
    with Ctx(): raise KeyError('k')
except KeyError as e: print('ke', e)
with Ctx() as a, Ctx() as b: pass
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), [x for x in It()], sum(It()), max(It()))
print(super(D, d).m(), super(B, D).c())
del d.n; print(d.n)
class W:
    def __getattribute__(self, n): return 'ga ' + n
    def __setattr__(self, n, v): print('set', n, v)
    def __delattr__(self, n): print('del', n)
w = W(); print(w.abc); w.q = 1; del w.q
print([c.__name__ for c in A.__subclasses__()], A.m.__qualname__, A.__doc__, A.__module__)
