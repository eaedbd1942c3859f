# How an object ages
import gc

import xray


class Node:
    pass


def generation_of(thing):
    """The generation whose list has the thing."""
    for generation in range(3):
        if any([other is thing for other in gc.get_objects(generation)]):
            return generation


def lost():
    """How many nodes the collector still has on its lists."""
    return sum([type(thing) is Node for thing in gc.get_objects()])


gc.disable()
gc.collect()
node = Node()
node.me = node
ages = [generation_of(node)]
for generation in (0, 1, 2):
    gc.collect(generation)
    ages.append(generation_of(node))
print("new, and after collect(0), collect(1), collect(2):", ages)
xray.fact("ages", ages)
xray.generations()

del node
for generation in (0, 1, 2):
    gc.collect(generation)
    print("nodes left after collect(%d):" % generation, lost())
    xray.fact("after%d" % generation, lost())
