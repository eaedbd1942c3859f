# How cycles end: finalizers, resurrection, weak references, generators; each in a cycle.
import gc
import weakref

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __del__(self):
        print("  end of", self.name)


def ring(*names):
    nodes = [Node(name) for name in names]
    for index, node in enumerate(nodes):
        node.links.append(nodes[(index + 1) % len(nodes)])
    return nodes


print("finalizers in the order of making, once each")
ring("a", "b", "c")
print(gc.collect(), gc.collect())

print("one that raises")


class Bad(Node):
    def __del__(self):
        print("  bad", self.name)
        raise ValueError(self.name)


bad = Bad("x")
bad.me = bad
good = Node("y")
good.me, good.bad = good, bad
del bad, good
print(gc.collect())

print("one that allocates, and collects again")


class Busy(Node):
    def __del__(self):
        kept.append([self.name] * 3)
        print("  busy", self.name, gc.collect(), len([[] for _ in range(2000)]))


kept = []
busy = Busy("z")
busy.me = busy
del busy
print(gc.collect(), kept)

print("one that drops the last reference to its own list")


class Dropper(Node):
    def __del__(self):
        print("  dropper", self.name, len(self.links))
        self.links.clear()
        del self.links
        del self.me


dropper = Dropper("d")
dropper.me = dropper
dropper.links.append(Node("only here"))
dropper.links.append(dropper.links)
del dropper
print(gc.collect(), gc.collect())

print("resurrected wholly, then freed without a second call")


class Phoenix(Node):
    def __del__(self):
        print("  phoenix", self.name)
        saved.append(self)


saved = []
first, second = Phoenix("p"), Phoenix("q")
first.other, second.other = second, first
del first, second
print(gc.collect(), [it.name for it in saved], [gc.is_finalized(it) for it in saved])
saved.clear()
print(gc.collect())

print("resurrected partly")


class Saver(Node):
    def __del__(self):
        print("  saver", self.name)
        saved.append(self.treasure)


saver, treasure, lost = Saver("s"), Node("treasure"), Node("lost")
saver.me, saver.treasure = saver, treasure
treasure.me, lost.me, saver.lost = treasure, lost, lost
del saver, treasure, lost
print(gc.collect(), [it.name for it in saved])
saved.clear()
print(gc.collect())

print("weak references: cleared before finalizers, called if they are outside")


class Looker(Node):
    def __del__(self):
        print("  looker", self.name, [ref() is None for ref in refs])


looker = Looker("l")
looker.me = looker
refs = [weakref.ref(looker), weakref.ref(looker, lambda ref: print("  called", ref() is None))]
looker.inside = weakref.ref(looker, lambda ref: print("  never"))
del looker
print(gc.collect())

print("two callbacks")
target = Node("t")
target.me = target
refs = [
    weakref.ref(target, lambda ref: print("  first")),
    weakref.ref(target, lambda ref: print("  second")),
]
del target
print(gc.collect())

print("a callback that drops its own weak reference")
target = Node("u")
target.me = target
holder = []
holder.append(weakref.ref(target, lambda ref: holder.clear()))
del target
print(gc.collect(), holder)

print("a generator suspended in a cycle")


def keeps(box):
    try:
        yield box
    finally:
        print("  finally", len(box))


box = []
generator = keeps(box)
next(generator)
box.append(generator)
del box, generator
print(gc.collect())

print("a generator never started in a cycle")
box = []
generator = keeps(box)
box.append(generator)
del box, generator
print(gc.collect())

print("old objects that fall with young garbage")
old = [Node("old 1"), Node("old 2")]
gc.collect()
young = [old.pop(0)]
young.append([young, old.pop()])
del young
print(gc.collect(0))

print("classes, functions, exceptions, closures")


def make():
    class Local:
        def method(self):
            return Local

    try:
        raise KeyError("k")
    except KeyError as error:
        kept_error = error
    return Local


print(make().__name__, gc.collect() > 0)


def outer():
    def inner():
        return inner

    return inner


print(outer()() is None, gc.collect())

print("tuples and frozensets")
items = []
pair = (items, frozenset([1]))
items.append(pair)
del items, pair
print(gc.collect())

print("order after collections")
a, b, c = [], [], []
b.append(a)
labels = {id(a): "a", id(b): "b", id(c): "c"}
hold = [c, b]
del a, b, c
gc.collect()
print([labels[id(it)] for it in gc.get_objects(generation=2) if id(it) in labels])
gc.collect()
print([labels[id(it)] for it in gc.get_objects(generation=2) if id(it) in labels])
