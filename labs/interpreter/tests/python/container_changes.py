# Containers that change while they are being compared, searched, printed, copied or sorted.
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, e)


class Meddler:
    """Its comparison, repr and hash run `action`."""

    def __init__(self, action, answer=False):
        self.action = action
        self.answer = answer

    def __eq__(self, other):
        self.action()
        return self.answer

    def __lt__(self, other):
        self.action()
        return self.answer

    def __hash__(self):
        return 10007

    def __repr__(self):
        self.action()
        return 'M'


l = []


def fresh(*items):
    l[:] = list(items)
    return l


clear = Meddler(lambda: l.clear())
grow = Meddler(lambda: l.append(1) if len(l) < 20 else None)
pop = Meddler(lambda: l and l.pop())
for m in (clear, grow, pop):
    t(fresh(m, 1, 2).index, 5)
    t(fresh(m, 1, 2).count, 5)
    t(fresh(m, 1, 2).remove, 5)
    t(fresh(m, 1, 2).remove, 2)
    t(lambda: 5 in fresh(m, 1, 2))
    t(lambda: fresh(m, 1, 2) == [m, 1, 2])
    t(lambda: fresh(m, 1, 2) == [0, 1, 2])
    t(lambda: fresh(m, 1, 2) < [0, 1, 2])
    t(lambda: repr(fresh(m, 1, 2)))
    t(fresh(m, 1, 2).sort)
    print(len(l))
m = Meddler(lambda: l.clear(), True)
t(fresh(1, m, 2).remove, m)
t(fresh(0, m, 2).remove, 5)
print(l)

d = {}


def refill():
    d.clear()
    d.update({i: i for i in range(10)})
    return d


clear = Meddler(lambda: d.clear())
shift = Meddler(lambda: d.update({object(): 1}))
same = Meddler(lambda: d.clear(), True)
for m in (clear, shift, same):
    refill()
    d[m] = 1
    t(lambda: d.get(Meddler(int)))
    print(len(d))
    refill()
    d[m] = 1
    if m is shift:
        t(d.__setitem__, Meddler(int), 5)
    print(len(d))
    refill()
    d[m] = 1
    t(d.pop, Meddler(int), 'none')
    print(len(d))
    refill()
    d['m'] = m
    t(lambda: d == {**{i: i for i in range(10)}, 'm': 0})
    refill()
    d['m'] = m
    t(lambda: repr(d)[:12])
    refill()
    d[m] = 1
    t({Meddler(int): 1}.update, d)
    refill()
    d[m] = m
    t(lambda: (1, m) in d.items())

s = set()
clear = Meddler(lambda: s.clear())
shift = Meddler(lambda: s.update({object(), object()}))
same = Meddler(lambda: s.clear(), True)
for m in (clear, shift, same):
    for action in ('add', 'discard', '__contains__', 'union', 'intersection', 'difference', 'symmetric_difference',
                   'update', 'difference_update', 'intersection_update', 'symmetric_difference_update', 'issubset',
                   'issuperset', 'isdisjoint'):
        s.clear()
        s.update(range(6))
        s.add(m)
        other = Meddler(int)
        try:
            f = getattr(s, action)
            r = f(other if action in ('add', 'discard', '__contains__') else {other, 1})
            print(action, type(r).__name__)
        except BaseException as e:
            print(action, type(e).__name__, e)


class Reenters:
    """Ends by changing the container that held it."""

    def __init__(self, where):
        self.where = where

    def __del__(self):
        self.where.append('from del')


l = []
l.extend([Reenters(l), Reenters(l), 1])
l.clear()
print(l)
l[:] = [Reenters(l), 2]
l[:] = [3]
print(l)
l[:] = [Reenters(l), 2, 3, 4]
del l[::2]
print(l)
l[:] = [Reenters(l)]
l[0] = 'new'
print(l)
l[:] = [Reenters(l)]
l.__init__('ab')
print(l)
l[:] = [0, Reenters(l)]
l.pop()
print(l)
l *= 0
print(l)


class DelInDict:
    def __del__(self):
        d[len(d)] = 'added'


d = {}
d['x'] = DelInDict()
d['x'] = 1
print(d)
d['y'] = DelInDict()
del d['y']
print(d)
d['y'] = DelInDict()
d.clear()
print(d)
d['y'] = DelInDict()
d.pop('y')
print(d)


class DelInSet:
    def __del__(self):
        s.add(len(s))


s = set()
s.add(DelInSet())
s.clear()
print(s)
s.add(DelInSet())
while s:
    s.pop()
    if len(s) == 1:
        break
print(len(s))
s = {DelInSet()}
s &= {1}
print(s)

l = [1, 2, 3]
l[1:1] = l
l.extend(l)
l[::2] = l[1::2]
print(l)
l.extend(x for x in l if len(l) < 30)
print(len(l))


def gen(n):
    for i in range(n):
        l.clear()
        yield i


l = [1, 2, 3]
l.extend(gen(3))
print(l)
l = [1, 2, 3, 4]
l[1:3] = gen(2)
print(l)
