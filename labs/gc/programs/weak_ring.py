# What a weak reference sees of a ring
import gc
import weakref


class Node:
    pass


gc.disable()
node = Node()
node.me = node
seen = weakref.ref(node)
del node
print("after del:", type(seen()).__name__)
gc.collect()
print("after collect():", seen())
