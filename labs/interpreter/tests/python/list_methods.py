# Lists: subscripts, slices, growth, order, repr, errors.
import sys


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


class I:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


a = list(range(10))
for s in [slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 2, -2), slice(20, 30),
          slice(5, 2), slice(None, None, 3), slice(I(1), I(7), I(2)), slice(-100, 100, 4), slice(10**30, None, -10**30)]:
    t(lambda: a[s])
    b = a[:]
    t(b.__delitem__, s)
    print(b)
    for new in ([], [7], 'xyz', (1, 2, 3, 4)):
        b = a[:]
        t(b.__setitem__, s, new)
        print(b, len(b))
t(lambda: a[I(3)])
t(lambda: a[10])
t(lambda: a[-11])
t(lambda: a['x'])
t(lambda: a[1.0])
t(lambda: a[10**30])
t(lambda: a[::0])
t(lambda: a['a':])
b = a[:]
b[2:4] = b
print(b)
b = a[:]
b[::-1] = b
print(b)
t(b.__setitem__, 3, 'three')
t(b.__setitem__, 33, 'three')
t(b.__setitem__, 'k', 'three')
t(b.__delitem__, 33)
t(b.__delitem__, -1)
t(b.__setitem__, slice(0, 2), 5)
t(b.__setitem__, slice(0, 8, 2), 5)
print(b)


class Shrinks:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.clear()
        return 5


b = a[:]
t(lambda: b[Shrinks(b):])
b = a[:]
t(b.__delitem__, slice(Shrinks(b), 9))
b = a[:]
t(b.__setitem__, slice(Shrinks(b), 9), [1, 2])
print(b)

b = []
for x in [3, 1, 2]:
    t(b.append, x)
t(b.extend, (4, 5))
t(b.extend, 'ab')
t(b.extend, b)
t(b.extend, 3)
t(b.insert, 0, 'first')
t(b.insert, -1, 'x')
t(b.insert, 100, 'last')
t(b.insert, -100, 'front')
t(b.insert, 'a', 1)
t(b.insert, 1)
print(b)
t(b.pop)
t(b.pop, 0)
t(b.pop, -2)
t(b.pop, 50)
t(b.pop, 'a')
t([].pop)
t(b.remove, 4)
t(b.remove, 'nothing')
t(b.index, 5)
t(b.index, 5, 6)
t(b.index, 5, -4, 100)
t(b.index, 'nothing')
t(b.index, 1, 'a')
t(b.index)
t(b.count, 5)
t(b.count)
t(b.reverse)
t(b.copy)
t(b.append)
t(b.append, 1, 2)
t(b.append, x=1)
print(3 in [1, 2, 3], 4 in [1, 2, 3], float('nan') in [float('nan')])
t(b.clear)
t(b.clear, 1)
print(b)

t(lambda: [1] + [2])
t(lambda: [1] + (2,))
t(lambda: [1] + 1)
t(lambda: [1, 2] * 3)
t(lambda: 3 * [1, 2])
t(lambda: [1] * -1)
t(lambda: [1] * True)
t(lambda: [1] * I(2))
t(lambda: [1] * 1.5)
t(lambda: 'a' * [1])
t(lambda: [1] * [1])
t(lambda: [1] * 10**30)
t(lambda: [0] * 10**17)
b = [1, 2]
c = b
b += (3,)
b += 'z'
b *= 2
print(b, b is c)
b *= 0
print(b, b is c)
t(b.__iadd__, 5)


class Right:
    def __radd__(self, other):
        return ('radd', other)

    def __rmul__(self, other):
        return ('rmul', other)


t(lambda: [1] + Right())
t(lambda: [1] * Right())

for x, y in [([1, 2], [1, 2]), ([1, 2], [1, 3]), ([1], [1, 0]), ([], [0]), ([[1]], [[2]]), ([1], (1,)), (['a'], [1])]:
    for op in ('__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__'):
        t(getattr(x, op), y)
t(lambda: ['a'] < [1])
t(lambda: [1] < (1,))
t(lambda: hash([]))

b = [1, 'two', [3.0, None], (4,), {5: 6}, {7}]
b.append(b)
print(b, str(b), len(repr(b)))
print([] == [], [] is [], [[]] * 2, repr([]))
deep = []
for i in range(100000):
    deep = [deep]
t(lambda: repr(deep))
t(lambda: deep == [deep])
other = []
for i in range(100000):
    other = [other]
t(lambda: deep == other)

t(list, 'abc')
t(list, 5)
t(list, 1, 2)
t(list, x=1)
t(list.__new__)
t(list.__new__, 5)
t(list.__new__, int)
t(list.append)
t(list.append, 5, 6)
t(list.__len__, 5)
t([].__len__, 1)
t([].__add__)


class L(list):
    pass


class K(list):
    def __init__(self, *args, name=None):
        super().__init__(*args)
        self.name = name

    def __repr__(self):
        return 'K' + super().__repr__()


x = L('ab')
x.tag = 1
print(x, x + [1], type(x + x), type(x[:]), type(x.copy()), x == ['a', 'b'], x.tag, type(x * 2))
k = K((1, 2), name='n')
print(k, k.name, k[0], len(k), [*k])

for n in range(12):
    b = []
    for i in range(n):
        b.append(i)
    print(n, sys.getsizeof(b), sys.getsizeof(list(range(n))), sys.getsizeof(list(x for x in range(n))),
          sys.getsizeof([0] * n), sys.getsizeof(b[:]), sys.getsizeof(list(tuple(b))), sys.getsizeof(b + b), end=' ')
    b.extend(range(n))
    print(sys.getsizeof(b), end=' ')
    b += 'abc'
    print(sys.getsizeof(b), end=' ')
    while len(b) > 1:
        b.pop()
        print(sys.getsizeof(b), end=' ')
    del b[:]
    print(sys.getsizeof(b))

r = list(map(lambda x: x * 2, [1, 2]))
it = iter([1, 2, 3])
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))
b = [1, 2, 3]
it = iter(b)
out = []
for x in it:
    out.append(x)
    if len(b) < 6:
        b.append(x * 10)
print(out)
b.append(99)
print(list(it))
r = reversed([1, 2, 3])
print(r.__length_hint__(), list(r), list(r), r.__length_hint__())
b = [1, 2, 3]
r = reversed(b)
next(r)
b.clear()
print(r.__length_hint__(), list(r))
for n in range(1, 20):
    b = []
    for i in range(n):
        b.append(i)
    del b[::2]
    print(b, sys.getsizeof(b), end=' ')
    del b[::-3]
    b.reverse()
    print(b, sys.getsizeof(b))
