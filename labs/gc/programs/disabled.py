# What gc.disable() switches off
import gc
import weakref

import xray


class Node:
    pass


gc.disable()
print("enabled:", gc.isenabled())

alone = Node()
watch = weakref.ref(alone)
del alone
print("a node that nobody holds, alive:", watch() is not None)
xray.fact("alone", watch() is not None)

knot = Node()
knot.me = knot
watch = weakref.ref(knot)
del knot
print("a node that holds itself, alive:", watch() is not None)
xray.fact("knot", watch() is not None)

found = gc.collect()
print("collect() works all the same and finds", found)
print("the node that held itself, alive:", watch() is not None)
xray.fact("after", watch() is not None)
