# Dicts, their views and iterators, mapping proxies.
import sys


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


d = {'a': 1, 'b': 2}
t(dict)
t(dict, d)
t(dict, [('x', 1), ('y', 2)])
t(dict, ['ab', (1, 2), [3, 4]])
t(dict, d, b=3, c=4)
t(dict, a=1)
t(dict, 5)
t(dict, [1])
t(dict, [(1, 2, 3)])
t(dict, ['a'])
t(dict, 1, 2)
t(dict, [([], 1)])
t(dict, zip('ab', range(2)))
t(dict.fromkeys, 'abc')
t(dict.fromkeys, [1, 2], 0)
t(dict.fromkeys, {1: 2})
t(dict.fromkeys, 5)
t(dict.fromkeys)
t({}.fromkeys, 'a')
t(d.get, 'a')
t(d.get, 'z')
t(d.get, 'z', 5)
t(d.get)
t(d.get, [])
t(d.get, 1, 2, 3)
t(d.setdefault, 'a', 9)
t(d.setdefault, 'n')
t(d.setdefault, 'm', 9)
t(d.setdefault, [], 9)
t(d.pop, 'n')
t(d.pop, 'n')
t(d.pop, 'n', None)
t({}.pop, [], 'empty')
t(d.pop, [], 'x')
t(d.pop)
t(d.popitem)
t(d.copy)
t({}.popitem)
t(d.update, {'q': 1})
t(d.update, [('r', 2)], s=3)
t(d.update)
t(d.update, 5)
t(d.update, [5])
t(d.update, 1, 2)
print(d)
t(lambda: d['zzz'])
t(lambda: d[[]])
t(d.__delitem__, 'zzz')
t(d.__delitem__, 'a')
t(d.__setitem__, [], 1)
t(lambda: [] in d)
t(lambda: d | {'b': 0, 'z': 1})
t(lambda: d | [('b', 1)])
t(lambda: [] | d)
e = d
e |= [('w', 1)]
e |= {'v': 2}
print(d, e is d)
t(d.__or__, 5)
t(lambda: d < d)
t(d.__lt__, d)
print({1: 2} == {1: 2}, {1: 2} == {1.0: 2.0}, {1: 2} != {1: 3}, {} == [], {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 1} == {2: 1})
t(hash, {})
t(d.clear)
t(d.clear, 1)
print(d, len(d))
d['self'] = d
print(d)
print({'x': [1, {2: 3}], (1, 2): {4}}, {None: True}, str({1: 'a'}))

d = dict.fromkeys(range(5), 0)
del d[2]
d[7] = 1
d[2] = 5
print(list(d), list(reversed(d)), list(d.items()), list(d.values()))
print(list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())))
print(type(iter(d)), type(iter(d.values())), type(iter(d.items())), type(reversed(d)), type(reversed(d.values())),
      type(reversed(d.items())))
it = iter(d)
print(it.__length_hint__(), next(it), it.__length_hint__())


def grow():
    for k in d:
        d[100] = 1


def swap():
    for k in d:
        del d[k]
        d[k + 1000] = 1


def shrink():
    for k, v in d.items():
        d.clear()


t(grow)
t(grow)
d = {1: 1, 2: 2}
t(swap)
d = {1: 1, 2: 2}
t(shrink)
d = {1: 1, 2: 2, 3: 3}
it = iter(d)
next(it)
d[9] = 9
t(next, it)
del d[9]
t(next, it)

k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
print(1 in k, 9 in k, 1 in v, (1, 1) in i, (1, 2) in i, 1 in i, (1,) in i)
print(k & {1, 5}, k | [5], k - [1], k ^ {1, 5}, {1, 5} & k, {5} | k, {1, 5} - k, {1, 5} ^ k, [1, 5] - k)
print(i & {(1, 1), (2, 9)}, sorted(i | {(8, 8)}), i - {(1, 1)}, sorted(i ^ [(1, 1), (7, 7)]))
print(k & d.keys(), k == {1, 2, 3}, k <= {1, 2, 3, 4}, k < {1, 2, 3}, k >= {1}, k > {1}, k != {1}, {1} < k, i == set(i), v == v, v == d.values())
print(k.isdisjoint([5]), k.isdisjoint([1]), i.isdisjoint([(1, 1)]), k.isdisjoint({1, 2, 3, 4}))
t(lambda: k & 5)
t(lambda: k | 5)
t(lambda: k < [1])
t(lambda: v & {1})
t(lambda: hash(k))
t(lambda: hash(i))
t(lambda: k == [1, 2, 3])
t(lambda: i & [(1, [])])
t(lambda: {1: []}.items() & [(1, [])])
t(lambda: {1: []}.items() | [])
print(k.mapping, type(k.mapping), k.mapping[1])
d['new'] = 1
print(k, len(v))
d['v'] = d.values()
print(d)


class D(dict):
    def __missing__(self, key):
        return f'missing {key}'


x = D(a=1)
print(x, x['a'], x['b'], x.get('b'), type(x.copy()), type(x | {}), type({} | x), 'b' in x, x == {'a': 1}, type(D.fromkeys('a')))


class M:
    def keys(self):
        return ['k1', 'k2']

    def __getitem__(self, key):
        return key.upper()


print(dict(M()), {**M()}, {'a': 0} | dict(M()))


class Mine(dict):
    def __iter__(self):
        return iter(['only'])

    def keys(self):
        return ['only']

    def __getitem__(self, key):
        return 'mine'


print(dict(Mine(a=1)), {**Mine(b=2)})


class Eq:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        print('eq', self.n, other.n)
        return self.n == other.n


x = {Eq(1): 'one', Eq(2): 'two'}
print(x[Eq(2)], Eq(3) in x)
x[Eq(1)] = 'uno'
print(list(x.values()))
del x[Eq(1)]
print(len(x))


class Raises:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError('eq')


t(lambda: Raises() in x)
t(lambda: {Raises(): 1, Raises(): 2})


class Dies:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, len(x))


x = {1: Dies(1), 2: Dies(2), 3: Dies(3)}
x[1] = None
del x[2]
x.clear()
x = {1: Dies(4), 2: Dies(5)}
x.pop(1)
x.popitem()
x.update(a=Dies(6))
x.update(a=0)
print('end')

for n in [0, 1, 5, 6, 10, 11, 21, 22, 100]:
    x = {}
    for j in range(n):
        x[j] = j
    s = {str(j): j for j in range(n)}
    print(n, sys.getsizeof(x), sys.getsizeof(s), sys.getsizeof(dict(x)), sys.getsizeof(x.copy()), sys.getsizeof(dict(s)),
          sys.getsizeof(dict.fromkeys(range(n))), sys.getsizeof(dict.fromkeys(x)), sys.getsizeof(x | s), sys.getsizeof({**x}), sys.getsizeof(dict(zip(x, x))))
    while x:
        x.popitem()
    print(sys.getsizeof(x))
    x.clear()
    print(sys.getsizeof(x))

p = type.__dict__
print(type(p), '__mro__' in p, type(p).__name__)
MP = type(p)
m = MP({'a': 1})
print(m, m['a'], len(m), list(m), 'a' in m, m.get('z'), m.keys(), m.items(), m.values(), m.copy(), m == {'a': 1}, m | {'b': 2}, str(m), list(reversed(m)))
t(lambda: m.__setitem__)
try:
    m['a'] = 1
except TypeError as e:
    print(e)
t(MP, [1])
t(MP)
t(m.__ior__, {})
deep = {}
for j in range(100000):
    deep = {1: deep}
t(lambda: repr(deep))
