# What the collector is told, from version to version
import gc

import xray


class Node:
    pass


def steps():
    """The first item is what the collector finds in this generator, or its frame, while it runs."""
    local = Node()
    yield gc.get_referents(walker, *gc.get_referents(walker))


def has_a_node(found):
    return any([isinstance(referent, Node) for referent in found])


node = Node()
node.items = []
node.others = []
found = [type(referent).__name__ for referent in gc.get_referents(vars(node))]
print("in the dict of an instance with two lists the collector finds lists:", found.count("list"))
xray.fact("lists_in_the_dict", found.count("list"))

before = gc.get_threshold()
try:
    gc.set_threshold(500, "many")
except TypeError:
    moved = gc.get_threshold() != before
    print("a call that fails at the second threshold has set the first:", moved)
    xray.fact("set_before_failing", moved)
gc.set_threshold(*before)

walker = steps()
running = has_a_node(next(walker))
waiting = has_a_node(gc.get_referents(walker, *gc.get_referents(walker)))
print("the collector finds a local in a generator that runs:", running)
print("and in one that waits:", waiting)
xray.fact("local_of_running", running)
xray.fact("local_of_waiting", waiting)
