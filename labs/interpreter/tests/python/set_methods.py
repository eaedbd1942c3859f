# Sets and frozensets.
import sys


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


for S in (set, frozenset):
    a = S([1, 2, 3, 4])
    b = S([3, 4, 5])
    print(a, b, S(), S('a'), a | b, a & b, a - b, b - a, a ^ b)
    print(a < b, a <= a, a < a, S([1]) < a, a > S([2]), a >= b, a == {1, 2, 3, 4}, a == frozenset([1, 2, 3, 4]), a != b, a == [1])
    t(a.union, b, [9], 'x')
    t(a.union)
    t(a.intersection, [1, 2, 9], (2,))
    t(a.intersection)
    t(a.difference, [1], {2: 0})
    t(a.difference)
    t(a.symmetric_difference, [1, 9, 9])
    t(a.issubset, range(10))
    t(a.issuperset, [1, 2])
    t(a.isdisjoint, [7])
    t(a.isdisjoint, b)
    t(a.issubset, 5)
    t(a.union, 5)
    t(a.union, [[]])
    t(a.copy)
    t(lambda: a | [1])
    t(lambda: a - [1])
    t(lambda: a < [1])
    t(lambda: a & 1)
    t(S, 5)
    t(S, 1, 2)
    t(S, x=1)
    t(S, [[]])
    t(lambda: {1} in S([frozenset([1])]))
    t(lambda: [] in a)
    print(2 in a, 9 in a, len(a), bool(S()), a.copy() is a)
    t(a.isdisjoint)
    t(a.symmetric_difference, 1, 2)
print(type({1} | frozenset([2])), type(frozenset([1]) | {2}), {1} == frozenset([1]))
print(frozenset() is frozenset(), hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset(['a'])) == hash(frozenset('a')),
      hash(frozenset([frozenset([1]), frozenset([2, 3])])), hash(frozenset(range(100))), hash(frozenset([-1, 2**70])))
x = frozenset([1])
print(frozenset(x) is x)
t(hash, set())
a = {1, 2}
t(a.add, 3)
t(a.add, [])
t(a.add)
t(a.remove, 3)
t(a.remove, 3)
t(a.remove, {3})
t(a.remove, [])
t(a.discard, 99)
t(a.discard, 1)
t(a.update, [5, 6], 'q')
t(a.update)
t(a.update, 5)
t(a.intersection_update, [5, 6, 7], [5, 6])
print(a)
t(a.difference_update, [5], ())
print(a)
t(a.symmetric_difference_update, [6, 7, 8])
print(a)
a |= {1}
a &= {1, 7}
a ^= {2}
a -= {7}
print(a)
b = a
b |= {9}
print(a is b)
try:
    a |= [1]
except TypeError as e:
    print(e)
f = frozenset([1])
g = f
f |= {2}
print(f, g)
t(lambda: frozenset().add)
t({5}.pop)
t(set().pop)
t(a.clear)
t(a.clear, 1)
print(a)
print({1, 1.0, True}, {'a'}, {(1, 2)}, [set(), frozenset()])


def grow():
    for x in s:
        s.add(x + 100)


def shrink():
    for x in s:
        s.discard(x)


s = {1, 2, 3}
t(grow)
s = {1, 2, 3}
t(shrink)
it = iter({1, 2, 3})
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))


class Sub(set):
    pass


x = Sub([1, 2])
x.tag = 'tag'
print(x, Sub(), type(x | {3}), type(x.copy()), type(x & x), x.tag, x == {1, 2}, {x.tag})


class F(frozenset):
    pass


print(F([1]), F(), type(F([1]).copy()), type(F([1]) | {2}), hash(F([1])) == hash(frozenset([1])), F([1]) in {frozenset([1])})


class H:
    def __repr__(self):
        return f'<H {len(holder)}>'


holder = set()
holder.add(H())
print(holder)

for n in [0, 1, 3, 4, 5, 6, 10, 18, 19, 20, 50, 77, 100, 500]:
    a = set()
    for i in range(n):
        a.add(i * 7)
    b = set(range(0, n * 7, 7))
    c = set(a)
    d = a | {1, 2, 3}
    e = set(dict.fromkeys(range(n)))
    f = a - set(range(0, n * 7, 2))
    g = frozenset(a)
    h = a ^ set(range(n))
    print(n, [sys.getsizeof(x) for x in (a, b, c, d, e, f, g, h)])
    print(list(a)[:8], list(c)[:8], list(d)[:8], list(f)[:8], list(h)[:8], list(a & set(range(n)))[:8])
    u = a.copy()
    u.update(range(0, 40, 3))
    print(list(u)[:8], sys.getsizeof(u))
    u.difference_update(range(0, 400, 7))
    print(list(u)[:8], sys.getsizeof(u))
    popped = [u.pop() for i in range(min(4, len(u)))]
    print(popped)
    a.intersection_update(b, range(100))
    print(list(a)[:8], sys.getsizeof(a))
    a.clear()
    print(sys.getsizeof(a))
print({8, 0, 16}, set([16, 8, 0]), {7, 15, 23, 31}, set([31, 23, 15, 7]), set(set([31, 23, 15, 7])))


class Dies:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n

    def __del__(self):
        print('del', self.n)


s = {Dies(1), Dies(2), Dies(3)}
s.discard(Dies(1))
print('-')
s -= {Dies(2)}
print('-')
s.clear()
print('-')
s = {Dies(4)}
s.add(Dies(4))
print('-')
s &= set()
print('-')
