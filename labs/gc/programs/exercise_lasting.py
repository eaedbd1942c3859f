# Exercise: too old for a young collection
import gc
import weakref

import xray


class Node:
    pass


def answer():
    """Return a weak reference to a node. Change this function."""
    node = Node()
    node.me = node
    return weakref.ref(node)


# The check. Leave it as it is.
gc.collect()
gc.disable()
watch = answer()
alive = [watch() is not None]
for generation in range(3):
    gc.collect(generation)
    alive.append(watch() is not None)

if alive == [True, True, True, False]:
    print("Solved: collect(0) and collect(1) pass it by, and collect(2) finds it.")
elif not alive[0]:
    print("Not yet: the node was freed by counting.")
elif alive[3]:
    print("Not yet: a full collection does not find it. Does a name lead to it?")
else:
    print("Not yet: collect(%d) found it." % (alive.index(False) - 1))
    print("How does a node get into an older generation?")
xray.fact("solved", alive == [True, True, True, False])
