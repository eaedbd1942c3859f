# gc.garbage and gc.set_debug(): garbage that is kept, and an empty gc.garbage otherwise.
import gc

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name!r})"


class Loud(Node):
    def __del__(self):
        print("finalizer of", self.name)


def ring(*names, kind=Node):
    nodes = [kind(name) for name in names]
    for place, node in enumerate(nodes):
        node.next = nodes[place - 1]


print("nothing is kept without a flag")
ring("a", "b")
print(gc.collect(), gc.garbage)

print("DEBUG_SAVEALL keeps all, in the order of the list")
gc.set_debug(gc.DEBUG_SAVEALL)
ring("a", "b", "c")
print(gc.collect(), gc.garbage, gc.get_debug())
print("what is kept is found no more")
print(gc.collect(), len(gc.garbage))
print("what counting frees is not kept")
n = Node("counted")
del n
print(gc.collect(), len(gc.garbage))
print([gc.is_tracked(it) for it in gc.garbage])
print("finalizers run all the same, once")
ring("d", "e", kind=Loud)
print(gc.collect(), gc.garbage)
print([gc.is_finalized(it) for it in gc.garbage])
gc.set_debug(0)
gc.garbage.clear()
print("without the flag they go, their finalizers are not called again")
print(gc.collect(), gc.garbage)

print("lists, dicts, tuples, functions, classes in garbage")
gc.set_debug(gc.DEBUG_SAVEALL)
items = []
items.append(items)
del items
print(gc.collect(), gc.garbage)
gc.garbage.clear()
d = {}
d["me"] = d
del d
print(gc.collect(), gc.garbage)
gc.garbage.clear()
hold = []
t = (hold, 1)
hold.append(t)
del hold, t
print(gc.collect(), [type(it).__name__ for it in gc.garbage])
gc.garbage.clear()


def recursive():
    def inner():
        return inner

    return inner


recursive()
print(gc.collect(), [type(it).__name__ for it in gc.garbage])
gc.garbage.clear()


def make_class():
    class Local:
        pass


make_class()
print(gc.collect(), [type(it).__name__ for it in gc.garbage])
gc.garbage.clear()
gc.set_debug(0)
print(gc.collect() > 0, gc.collect())

print("young collections keep too")
gc.set_debug(gc.DEBUG_SAVEALL)
ring("f", "g")
print(gc.collect(0), gc.garbage)
print([any(it is kept for it in gc.get_objects(1)) for kept in gc.garbage])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())

print("another list under that name is not filled")
original = gc.garbage
gc.garbage = []
gc.set_debug(gc.DEBUG_SAVEALL)
ring("h", "i")
print(gc.collect(), gc.garbage, original)
gc.set_debug(0)
gc.garbage = original
original.clear()
print(gc.collect())

print("resurrected objects are not kept")
rescued = []


class Rescued(Node):
    def __del__(self):
        rescued.append(self)


gc.set_debug(gc.DEBUG_SAVEALL)
ring("j", "k", kind=Rescued)
print(gc.collect(), gc.garbage, rescued)
gc.set_debug(0)
rescued.clear()
print(gc.collect(), gc.garbage)
