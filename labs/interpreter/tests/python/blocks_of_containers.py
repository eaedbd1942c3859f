# Blocks in use by size class: containers.
#
# Each cell prints by how many blocks of each size its lines between count_blocks and new_blocks changed the pools.

import xray

# The names are there before the counting, so that it does not see the table of names grow.
a = b = c = d = i = k = None
n = 1000
memo = {}
keys20 = ["key_%d" % i for i in range(20)]

# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [tuple(range(i)) for i in range(0, 25)]
print("tuples", xray.new_blocks())
# %%
a = b = c = d = i = k = None
a = [tuple(range(i)) for i in range(0, 25)]
xray.count_blocks()
a = None
print("tuple freed", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
b = (n, n, n)
c = (n,)
d = (n,) * 10
print("tuple literals", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
b = (n, n) + (n, n, n)
c = b[1:3]
print("tuple concat", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
b = []
print("list empty", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [n, n, n]
print("list of literal", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [1, 2, 3, 4, 5]
print("list const literal", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
for i in range(60):
    a.append(None)
print("list append growth", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
a.append(None)
print("list append 1", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
for i in range(5):
    a.append(None)
print("list append 5", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
for i in range(17):
    a.append(None)
print("list append 17", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = list(range(10))
b = list(range(37))
print("list(range)", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None for i in range(33)]
print("list comp", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = list((1, 2, 3))
b = list("hello")
print("list from tuple", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 10
b = [None] * 100
print("list times", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 20
b = a[2:7]
c = a[:]
d = a.copy()
print("list slice", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None]
a.extend([None] * 7)
b = []
b += range(5)
print("list extend", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 30
while len(a) > 3:
    a.pop()
print("list pop", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 30
a.clear()
print("list clear", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
for i in range(9):
    a.insert(0, None)
print("list insert", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 40
del a[5:35]
print("list del slice", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 3 + [None] * 6
print("list concat", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [5, 3, 9, 1] * 5
a.sort()
b = sorted(a)
print("list sort", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [[] for i in range(10)]
print("list nested", xray.new_blocks())
# %%
a = b = c = d = i = k = None
a = [[] for i in range(10)]
xray.count_blocks()
a = None
print("list of lists deleted", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [[] for i in range(100)]
print("lists 100", xray.new_blocks())
# %%
a = b = c = d = i = k = None
a = [[] for i in range(100)]
xray.count_blocks()
a = None
print("lists 100 deleted", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 5
a.reverse()
b = list(reversed(a))
print("list reversed", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
b = dict()
print("dict empty", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1}
print("dict one str", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1, "y": 2, "z": 3, "w": 4, "v": 5}
print("dict literal str", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1, "y": 2, "z": 3, "w": 4, "v": 5, "u": 6}
print("dict literal 6 str", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {1: 1, 2: 2}
print("dict literal int", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": n, "y": n}
print("dict literal values", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {n: n, 5: n}
print("dict literal variable keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = dict(x=1, y=2)
print("dict kw", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for i in range(20):
    a[i] = None
print("dict growth int keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for k in keys20:
    a[k] = None
print("dict growth str keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for k in keys20[:6]:
    a[k] = None
print("dict 6 str keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for k in keys20[:11]:
    a[k] = None
print("dict 11 str keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for k in range(6):
    a[k] = None
print("dict 6 int keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for k in range(11):
    a[k] = None
print("dict 11 int keys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {i: None for i in range(10)}
print("dict comp", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {k: None for k in keys20}
print("dict comp str", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1, "y": 2}
b = a.copy()
c = dict(a)
d = {**a}
print("dict copy", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {k: None for k in keys20}
b = a.copy()
print("dict copy big", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
a.update({"x": 1})
b = {"y": 1}
b.update(a)
print("dict update", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {i: None for i in range(8)}
for i in range(7):
    del a[i]
print("dict deletes", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {i: None for i in range(8)}
a.clear()
print("dict clear", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = dict.fromkeys("abcdef")
b = dict.fromkeys(range(4))
print("dict fromkeys", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1} | {"y": 2}
print("dict merge op", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1}
a[5] = 2
print("dict mixed", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [{} for i in range(100)]
print("dicts 100", xray.new_blocks())
# %%
a = b = c = d = i = k = None
a = [{} for i in range(100)]
xray.count_blocks()
a = None
print("dicts deleted", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [{"x": i} for i in range(20)]
print("dicts with key", xray.new_blocks())
# %%
a = b = c = d = i = k = None
a = [{"x": i} for i in range(20)]
xray.count_blocks()
a = None
print("dicts with key deleted", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [{1: i} for i in range(20)]
print("dicts with int key", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1, "y": 2}
a.pop("x")
a.popitem()
print("dict pop", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1}
b = a.keys()
c = a.items()
d = a.values()
print("dict views", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {"x": 1, "y": n}
b = list(a.items())
c = list(a)
print("dict list of", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {}
for i in range(5):
    a.setdefault(i % 2, []).append(i)
print("dict setdefault", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {1, 2, 3}
print("set small", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = set()
print("set empty", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = set()
for i in range(20):
    a.add(i)
print("set growth", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = set(range(6))
print("set 6", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {i for i in range(40)}
print("set comp", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {1, 2, 3, 4, 5, 6, 7}
b = a.copy()
c = set(a)
print("set copy", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = frozenset([1, 2, 3])
b = frozenset(range(10))
c = frozenset()
print("frozenset", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = {1, 2, 3} | {4, 5}
b = {1, 2, 3} & {2}
c = a - b
d = a ^ b
print("set ops", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = set(range(30))
for i in range(29):
    a.discard(i)
print("set discard", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = n in {1, 2, 3}
print("set of const in", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [[j for j in range(3)] for i in range(5)]
print("nested comp", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [[0] * 5 for i in range(5)]
print("matrix", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = slice(1, 2)
b = slice(n, n, n)
print("slice object", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [1, 2, 3, 4]
for i in range(10):
    a[1:3]
print("slices used", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a, b = n, n
a, *b = [1, 2, 3]
print("unpack", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
a.append(a)
a = None
print("cycle", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = sorted(keys20, key=len)
print("sorted key", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = [None] * 1000
del a
a = None
print("list mult nested del", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = list(i for i in range(12))
print("list extend gen", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = tuple(i for i in range(12))
print("tuple from gen", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = set("hello")
print("set from str", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = dict(zip("abc", range(3)))
print("dict zip", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = dict([("x", 1), ("y", 2)])
print("dict from pairs", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = list(enumerate("ab"))
print("enumerate list", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = list(zip([1, 2], [3, 4]))
print("zip list", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = list(map(str, [1000, 2000]))
print("map list", xray.new_blocks())
# %%
a = b = c = d = i = k = None
memo.clear()
xray.count_blocks()
for i in range(30):
    memo[i] = i * 1000
print("memo", xray.new_blocks())
# %%
a = b = c = d = i = k = None
memo.clear()
xray.count_blocks()
for i in range(10):
    memo[(i, i)] = i
print("memo dict of tuple", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = []
for i in range(40):
    a.append(i)
    if len(a) > 10:
        a.pop(0)
print("queue", xray.new_blocks())
# %%
a = b = c = d = i = k = None
xray.count_blocks()
a = (b := [n])
print("walrus", xray.new_blocks())
