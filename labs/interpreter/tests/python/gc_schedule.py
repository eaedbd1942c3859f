# Counts, thresholds, statistics: when a collection comes, of which generation.
import gc


def collections():
    return [figures["collections"] for figures in gc.get_stats()]


def since(before):
    return [now - then for now, then in zip(collections(), before)]


gc.disable()
gc.collect()

print("counts after collections")
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
gc.collect(1)
gc.collect(0)
print(gc.get_count()[1:])
gc.collect(2)
print(gc.get_count())
print("containers count, atoms do not")
gc.collect()
before = gc.get_count()[0]
kept = [[] for _ in range(200)]
lists = gc.get_count()[0]
numbers = [n * 1000 for n in range(200)]
print(lists - before > 150, gc.get_count()[0] - lists < 10)
del kept
print(gc.get_count()[0] < 50)

print("statistics")
gc.collect()
before = gc.get_stats()
loop = []
loop.append(loop)
del loop
gc.collect(0)
loop = []
loop.append(loop)
gc.collect(0)
del loop
gc.collect(1)
gc.collect(2)
after = gc.get_stats()
for old, new in zip(before, after):
    print({key: new[key] - old[key] for key in new})

print("switched off, nothing comes")
before = collections()
kept = [[] for _ in range(3000)]
print(since(before))
del kept

print("switched on")
gc.collect()
gc.set_threshold(700, 10, 10)
gc.enable()
for size in (100, 699, 710, 3000, 10000):
    gc.collect()
    before = collections()
    kept = [[] for _ in range(size)]
    print(size, since(before))
    del kept

print("thresholds, with so many old objects that no full collection comes by itself")
old = [[] for _ in range(50000)]
for thresholds in [(0,), (0, 1, 1), (100, 1, 1), (100, 0, 0), (1000, 5, 5), (10, 10, 10), (5000, 10, 10), (-1, 10, 10)]:
    gc.set_threshold(*thresholds)
    if thresholds[0] >= 0:
        gc.collect()
        before = collections()
        kept = [[] for _ in range(4000)]
        made = since(before)
        gc.set_threshold(700, 10, 10)
        print(thresholds, made)
        del kept
gc.set_threshold(700, 10, 10)
del old

print("what is freed is not counted")
gc.collect()
before = collections()
for _ in range(5000):
    [[]]
print(since(before))
print("garbage is")
gc.collect()
before = collections()
for _ in range(2000):
    loop = []
    loop.append(loop)
print(since(before))
del loop

print("the rule of the quarter: full collections wait for enough new survivors")
gc.collect()
many = [[] for _ in range(20000)]
gc.collect()
before = collections()
more = [[] for _ in range(100 * 701)]
print(since(before))
before = collections()
even_more = [[] for _ in range(200 * 701)]
print(since(before))
del many, more, even_more

print("frozen objects are passed over")
gc.collect()
loop = []
loop.append(loop)
gc.freeze()
print(gc.get_count()[1:], gc.get_freeze_count() > 10)
del loop
print(gc.collect())
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())

print("a long call of a built-in function: the collection comes right after it")
gc.collect()
before = collections()
pairs = list(zip(range(1000), range(1000)))
print(since(before))
del pairs

print("a collection in a collection does nothing")


class Collects:
    def __init__(self):
        self.me = self

    def __del__(self):
        loop = []
        loop.append(loop)
        del loop
        print("inside:", gc.collect(), gc.collect(0))


Collects()
print("outside:", gc.collect())
print("what the finalizer left:", gc.collect())
