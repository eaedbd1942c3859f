# Back from the dead, in a ring
import gc

import xray


class Node:
    __slots__ = ("name", "next", "__weakref__")

    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)
        if self.name == "saver":
            saved.append(self)


def ring(*names):
    nodes = [Node(name) for name in names]
    for node, following in zip(nodes, nodes[1:] + nodes[:1]):
        node.next = following


def alive():
    return sorted([thing.name for thing in gc.get_objects() if type(thing) is Node])


log = []
saved = []
gc.disable()
ring("saver", "friend")
ring("bystander")
found = gc.collect()
print("finalized:", log)
print("collect() returned", found)
print("alive:", alive())
xray.fact("first_log", len(log))
xray.fact("first_found", found)
xray.fact("alive", ", ".join(alive()))
print("the saved ring is whole:", saved[0].next.next is saved[0])
print("finalized already:", gc.is_finalized(saved[0]))

log.clear()
saved.clear()
found = gc.collect()
print("a second time finalized:", log)
print("collect() returned", found)
print("alive:", alive())
xray.fact("second_log", len(log))
xray.fact("second_found", found)
