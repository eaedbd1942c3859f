# Sorting: stability, keys, reverse, comparisons asked, and a list that changes meanwhile.
import sys


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except BaseException as e:
        print(type(e).__name__, e)


asked = 0


class N:
    def __init__(self, v, tag=0):
        self.v = v
        self.tag = tag

    def __lt__(self, other):
        global asked
        asked += 1
        return self.v < other.v

    def __repr__(self):
        return f'{self.v}.{self.tag}'


seed = 12345


def rnd():
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed >> 8


for n in [0, 1, 2, 3, 5, 10, 31, 32, 40, 63]:
    for make in (lambda i: rnd() % 20, lambda i: i, lambda i: -i, lambda i: i // 3, lambda i: i % 4):
        a = [N(make(i), i) for i in range(n)]
        asked = 0
        a.sort()
        print(n, asked, a[:3], a[-2:])
        asked = 0
        a.sort(reverse=True)
        print(asked, a[:6])

for n in [64, 100, 1000, 5000]:
    a = [N(rnd() % (n // 4), i) for i in range(n)]
    b = sorted(a)
    ok = all(b[i].v < b[i + 1].v or b[i].v == b[i + 1].v and b[i].tag < b[i + 1].tag for i in range(n - 1))
    c = sorted(a, reverse=True)
    ok2 = all(c[i].v > c[i + 1].v or c[i].v == c[i + 1].v and c[i].tag < c[i + 1].tag for i in range(n - 1))
    d = sorted(a, key=lambda x: -x.v)
    ok3 = [x.tag for x in d] == [x.tag for x in c]
    print(n, ok, ok2, ok3, sum(x.tag for x in b) == n * (n - 1) // 2)

words = 'the quick brown fox jumps over the lazy dog'.split()
t(sorted, words)
t(sorted, words, key=len)
t(sorted, words, key=len, reverse=True)
t(sorted, words, key=lambda w: (len(w), w))
t(sorted, [3, 'a', 1])
t(sorted, [1.5, 1, True, -3])
t(sorted, [(2, 'b'), (1, 'z'), (2, 'a')])
t(sorted, [[2], [1, 5], []])
t([3, 1, 2].sort, 5)
t([3, 1, 2].sort, cmp=5)
t([3, 1, 2].sort, key=5)
t(sorted)
t(sorted, 5)
b = [3, 1, 2]
t(b.sort, key=None, reverse=0)
print(b)

b = [5, 3, 'x', 1]
t(b.sort)
print(sorted(map(str, b)), len(b))


def key(x):
    seen.append(list(b))
    return x


seen = []
b = [3, 1, 2]
b.sort(key=key)
print(seen, b)


def meddle(x):
    b.append(x)
    return x


b = [3, 1, 2]
t(b.sort, key=meddle)
print(b)


def fail(x):
    if x == 2:
        raise KeyError(x)
    return x


b = [3, 1, 2]
t(b.sort, key=fail)
print(b)


class Bad:
    def __lt__(self, other):
        raise ZeroDivisionError('lt')


t([Bad(), Bad()].sort)
b = list(range(10))
size = sys.getsizeof(b)
b.sort()
print(size == sys.getsizeof(b))
b = []
for i in range(7):
    b.append(-i)
print(sys.getsizeof(b))
b.sort()
print(sys.getsizeof(b), b)


class Noisy:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __del__(self):
        print('del', self.n)


b = [Noisy(2), Noisy(1)]
b.sort()
print([x.n for x in b])
del b[0]
print('one left')
b.clear()
print('none left')
b = [Noisy(i) for i in range(4)]
b[1:3] = []
print('--')
del b
print('--')
b = [Noisy(i) for i in range(6)]
del b[::2]
print('--')
b[::2] = [0, 0]
print('--')
b[0] = 1
b.pop()
print('--')
