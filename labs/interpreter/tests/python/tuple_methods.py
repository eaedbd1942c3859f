# Tuples.
import sys


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


a = tuple(range(6))
print(a, (), (1,), ((),), tuple('abc'), tuple([1, 2]))
print(a[:] is a, tuple(a) is a, a[0:6] is a, a[::1] is a, a[::2], a[::-1], a[5:1:-2], a[3:3], a[-2:])
empty = ()
print(empty + a is a, a + empty is a, a * 1 is a, empty * 5 is empty, tuple() is empty, a[9:] is empty)
t(lambda: a[6])
t(lambda: a[-7])
t(lambda: a['x'])
t(lambda: a[10**30])
t(lambda: a + [1])
t(lambda: a + 1)
t(lambda: a * 2)
t(lambda: 2 * (1, 2))
t(lambda: a * 'x')
t(lambda: a * 10**17)
t(lambda: a * 10**30)
t(a.index, 3)
t(a.index, 9)
t(a.index, 0, 1)
t(a.index, 5, -2)
t(a.index)
t(a.count, 3)
t(a.count)
print(3 in a, 9 in a, (1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 5), (1, 2) == (1, 2), (1,) != [1], () <= ())
t(lambda: (1,) < [1])
t(lambda: (1,) < ('a',))
t(tuple, 5)
t(tuple, 1, 2)
t(tuple, x=1)
t(tuple.__new__, list)
t(lambda: hash((1, [])))
print(hash(()), hash((1,)), hash((1, 2, 3)), hash(((1, 2), (3, 4))), hash((1.5, 2)), hash((True, False)))
print(len(a), bool(()), bool((0,)), sys.getsizeof(()), sys.getsizeof((1,)), sys.getsizeof(a))


class T(tuple):
    def __new__(cls, *args):
        self = super().__new__(cls, args)
        self.extra = len(args)
        return self


x = T(1, 2)
print(x, x.extra, type(x[:]), type(x + x), type(x * 1), x == (1, 2), hash(x) == hash((1, 2)), len(T()), T() == ())


class P(tuple):
    @property
    def first(self):
        return self[0]


print(P([7, 8]).first, P(), isinstance(P(), tuple))
l = []
x = (l,)
l.append(x)
print(x, l)
it = iter((1, 2))
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it))
print(list(reversed((1, 2, 3))), list(reversed('abc')), reversed((1, 2)).__length_hint__())
first, *rest = (1, 2, 3)
print(first, rest)
t(lambda: a.__setitem__)
try:
    a[0] = 1
except TypeError as e:
    print(e)
try:
    del a[0]
except TypeError as e:
    print(e)
deep = ()
for i in range(100000):
    deep = (deep,)
t(lambda: repr(deep))
