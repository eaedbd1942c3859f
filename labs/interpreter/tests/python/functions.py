import sys
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter(); print(c(), c(5), c.__closure__[0].cell_contents)
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
g = 10
def setg():
    global g
    g += 1
setg(); print(g)
def deco(f):
    def w(*a, **k):
        print('call', f.__name__, a, k)
        return f(*a, **k)
    return w
@deco
def add(a, b): "doc"; return a + b
print(add(1, b=2))
def ann(a: int, b: 'str' = 'x') -> float: ...
print(ann.__annotations__, ann.__defaults__, ann.__name__, ann.__code__.co_varnames)
print([(x, y) for x in range(3) for y in range(x) if (x + y) % 2], {x % 3 for x in range(7)}, {k: v for k, v in zip('ab', [1, 2])})
print((lambda *a, **k: (a, k))(1, *[2, 3], x=4, **{'y': 5}))
a = b = [1]; a += [2]; print(b, a is b)
x = 5; x **= 2; x //= 3; x %= 5; x <<= 3; x |= 1; x ^= 2; x &= 0xff; x >>= 1; print(x)
print(1 < 2 < 3, 1 < 3 < 2, not 1, 1 and 0 or 5, None is None, 3 in [1, 2], 'a' not in 'abc')
s = [1, 2, 3, 4, 5]; print(s[1:3], s[::-1], s[-2:], s[:2]); s[1:3] = ['x']; print(s); del s[0]; print(s)
i = 0
while i < 5:
    i += 1
    if i == 3: continue
    if i == 4: break
else: print('no')
print(i)
for i in range(2): pass
else: print('else ran')
if (n := 10) > 5: print(n)
print(*[1, 2], *(3,), sep='-')
d = {**{'a': 1}, 'b': 2}; print(d); print([*range(3), *'ab'])
def kwonly(*, a, b=2): return a + b
print(kwonly(a=1))
def outer():
    x = 1
    class K:
        y = x
        def m(self): return x + self.y
    return K().m()
print(outer())
print(sys.getrefcount(d), id(d) == id(d), type(print), callable(len))
lst = [3, 1, 2]; lst.sort(key=lambda v: -v); print(lst, sorted(lst), list(reversed(lst)), list(map(str, lst)), list(filter(None, [0, 1])))
print(f'{3.14159:.2f} {"a":>3}|{1:03d} {lst!r} {{}} {n=} {1_000_000:,}', '%s %d %5.2f %r' % ('x', 3, 1.5, 'q'), '{} {0}'.format if False else '{1} {0}'.format(1, 2))
del g
try: g
except NameError as e: print(e)
def ul():
    print(zz)
    zz = 1
try: ul()
except UnboundLocalError as e: print(e)
import time, weakref, ctypes
print(isinstance(time.time(), float))
print(2**100, -7 // 2, -7 % 3, 7 / 2, 10**20 // 3, 0.1 + 0.2, 1e16, 1e-5, float('inf'), 5 .bit_length(), round(2.5), abs(-3), divmod(7, 2))
print(hex(255), oct(8), bin(5), chr(97), ord('a'), any([0, 1]), all([]), min(3, 1), max([1, 5]), sum([1, 2], 10))
print(vars().get('x'), 'x' in dir(), globals() is vars(), [k for k in locals() if k == 'x'])
print(getattr(d, 'nope', 'dflt'), hasattr(d, 'get'), isinstance(1, int), repr('a\n'), str(1.0), bool([]), int('12'), float('1.5'))
print(list(enumerate('ab', 1)), list(zip([1, 2], 'ab')), tuple(range(3)), set([1, 1]), dict(a=1), frozenset([1]))
print(iter([1]).__next__(), next(iter('z')), list(iter(lambda l=[1, 2, 0]: l.pop(0), 0)))
exec_ok = eval('1+2') if True else 0; print(exec_ok)
