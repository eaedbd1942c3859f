# A threshold of zero
import gc

import xray


class Node:
    pass


def left_of(rings, *thresholds):
    """How many of the rings that are lost under these thresholds remain."""
    gc.collect()
    gc.set_threshold(*thresholds)
    for _ in range(rings):
        node = Node()
        node.me = node
    node = None
    left = sum([type(thing) is Node for thing in gc.get_objects()])
    gc.set_threshold(0)
    return left


zeros = left_of(5000, 0, 0, 0)
first = left_of(5000, 0, 10, 10)
others = left_of(5000, 700, 0, 0)
print("thresholds (0, 0, 0) leave", zeros)
print("thresholds (0, 10, 10) leave", first)
print("thresholds (700, 0, 0) leave fewer than 701:", others < 701)
print("with a threshold of 0, isenabled() says", gc.isenabled())

node = Node()
node.me = node
node = None
found = gc.collect()
print("and collect() still finds something:", found > 0)
xray.fact("zeros", zeros)
xray.fact("first", first)
xray.fact("others", others < 701)
xray.fact("enabled", gc.isenabled())
