# enumerate, zip, map, filter, reversed, iter with a sentinel, and __getitem__ iteration.
import sys


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate(iterable='a', start=-1)), list(enumerate('ab', start=True)))
print(list(enumerate('abc', 2**63 - 2)), list(enumerate('ab', 10**30)), list(enumerate('ab', -10**30)))
t(enumerate)
t(enumerate, 5)
t(enumerate, [], 'a')
t(enumerate, [], 1, 2)
t(enumerate, [], x=2)
t(enumerate, [], start=1.5)
print(list(zip()), list(zip('ab')), list(zip('ab', [1, 2, 3])), list(zip('ab', 'cd', strict=True)))
t(zip, 1)
t(zip, x=1)
t(lambda: list(zip('abc', 'ab', strict=True)))
t(lambda: list(zip('ab', 'abc', strict=True)))
t(lambda: list(zip('ab', 'ab', 'a', strict=True)))
t(lambda: list(zip('ab', 'ab', 'abc', strict=True)))
t(lambda: list(zip('', 'ab', strict=True)))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(None, [])))
t(map)
t(map, str)
t(map, str, 5)
t(map, x=1)
t(lambda: list(map(None, [1])))
print(list(filter(None, [0, 1, '', 'a'])), list(filter(bool, [0, 1])), list(filter(lambda x: x > 1, [1, 2, 3])))
t(filter, 1)
t(filter, 1, 1)
t(filter, None, [], [])
t(filter, x=1)
t(lambda: list(filter(5, [1])))
t(reversed)
t(reversed, 5)
t(reversed, {1})
t(reversed, [], [])
t(reversed, x=1)
print(list(reversed(range(4))), list(reversed('abc')), list(reversed({1: 2})))


class Seq:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i


print(list(Seq(4)), list(reversed(Seq(4))), 9 in Seq(4), 10 in Seq(4), iter(Seq(3)).__length_hint__(), type(iter(Seq(1))))


class Rev:
    def __reversed__(self):
        return 'reversed!'


t(reversed, Rev())


class NoRev:
    __reversed__ = None


t(reversed, NoRev())


class BadSeq:
    def __getitem__(self, i):
        if i == 2:
            raise KeyError(i)
        return i


t(lambda: list(BadSeq()))
values = iter([1, 2, 3, 4])
it = iter(lambda: next(values), 3)
print(list(it), list(it), next(values))
it = iter(lambda: next(values), 'never')
print(list(it))
it = iter(bytes([1, 2, 3]))
print(list(it), list(it), list(iter(b'')))

# The result tuple is used again if nobody keeps it.
e = enumerate('abc')
first = id(next(e))
second = id(next(e))
kept = next(e)
print(first == second)
z = zip('abc', 'def')
ids = {id(x) for x in z}
print(len(ids))
z = zip('abc', 'def')
kept = [x for x in z]
print(len({id(x) for x in kept}))
d = {1: 2, 3: 4}
print(len({id(x) for x in d.items()}), len({id(x) for x in list(d.items())}))

for make in (lambda: iter([1]), lambda: iter((1,)), lambda: iter({1}), lambda: iter({1: 2}), lambda: iter(b'a'),
             lambda: enumerate([1]), lambda: zip([1]), lambda: map(str, [1]), lambda: filter(None, [1])):
    it = make()
    print(type(it).__name__, iter(it) is it, next(it), next(it, 'end'), next(it, 'end'))
t(next, iter([]))
t(next, 5)
t(iter, 5)
t(lambda: iter([]).__next__())
t(iter, 5, 5)


class Gone:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter([self.n])

    def __del__(self):
        print('del', self.n)


it = iter([Gone(1)])
x = next(it)
del x
print('still held by the list')
next(it, None)
print('let go')
z = zip([Gone(2)], [Gone(3)])
x = next(z)
del x
print('kept in the result')
del z


class Sub(enumerate):
    pass


s = Sub('ab')
s.tag = 1
print(list(s), s.tag, type(s).__name__)


class SubMap(map):
    def __new__(cls, f, it, extra=None):
        return super().__new__(cls, f, it)


print(list(SubMap(str, [1], extra=2)))


def gen():
    yield 1
    raise ValueError('from the generator')


t(lambda: list(gen()))
t(lambda: list(zip([1, 2], gen())))
t(lambda: tuple(gen()))
t(lambda: set(gen()))
t(lambda: dict(gen()))
t(lambda: [].extend(gen()))


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1, 2, 3])

    def __length_hint__(self):
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


for hint in (0, 3, 100, NotImplemented, -1, 'x', TypeError('t'), ValueError('v'), 10**17):
    t(list, Hint(hint))
    t(tuple, Hint(hint))

# An iterator over a long range holds the range's own numbers.
long = range(10**30, 10**30 + 10**20)
counts = [sys.getrefcount(long.start), sys.getrefcount(long.stop)]
forwards, backwards = iter(long), reversed(long)
print(sys.getrefcount(long.start) - counts[0], sys.getrefcount(long.stop) - counts[1])
print(next(forwards), next(backwards), sys.getrefcount(long.start) - counts[0], forwards.__length_hint__())
