# Finalizers and callbacks of a ring
import gc
import weakref

import xray


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append("__del__ of " + self.name)
        log.append("    its other is " + self.other.name)
        log.append("    the weak reference leads to " + str(watch()))


def called(reference):
    log.append("the callback runs")


log = []
gc.disable()
left, right = Node("left"), Node("right")
left.other, right.other = right, left
watch = weakref.ref(left, called)
# This one dies with the ring, and its callback is never called.
right.watch = weakref.ref(left, lambda reference: log.append("inner callback"))
del left, right

log.append("- collect()")
log.append("- it returns %d" % gc.collect())
for line in log:
    print(line)
xray.fact("first", log[1])
xray.fact("inner", "inner callback" in log)
