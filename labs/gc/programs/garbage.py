# What gc.garbage holds
import gc

import xray


class Node:
    def __del__(self):
        log.append("__del__")


def lose_a_ring():
    left, right = Node(), Node()
    left.other, right.other = right, left


log = []
gc.disable()
gc.collect()

lose_a_ring()
gc.collect()
print("with __del__: finalized", len(log), "and in gc.garbage", len(gc.garbage))
xray.fact("usual", len(gc.garbage))

gc.set_debug(gc.DEBUG_SAVEALL)
lose_a_ring()
gc.collect()
saved = [thing for thing in gc.garbage if type(thing) is Node]
print("with DEBUG_SAVEALL: finalized", len(log), "and in gc.garbage", len(saved))
print("and they can be looked at:", saved[0].other is saved[1])
xray.fact("saveall", len(saved))

gc.set_debug(0)
saved.clear()
gc.garbage.clear()
gc.collect()
left = sum([type(thing) is Node for thing in gc.get_objects()])
print("let go: finalized", len(log), "and alive", left)
xray.fact("finalized", len(log))
