# What the module gc can be asked
import gc

import xray


class Node:
    def __init__(self):
        self.parts = ["part"]


node = Node()
shelf = [node]
gc.collect()

gc.set_threshold(900, 20, 20)
print("get_threshold:", gc.get_threshold())
xray.fact("threshold", gc.get_threshold())

stats = gc.get_stats()
print("get_stats:", len(stats), "dicts with", ", ".join(stats[0]))

print("get_referents of the list:", gc.get_referents(shelf)[0] is node)
holders = gc.get_referrers(node)
print("get_referrers: the list", shelf in holders, "the module", vars() in holders)

print("is_tracked:", gc.is_tracked(node), gc.is_tracked("part"))
print("get_objects has the node:", any([thing is node for thing in gc.get_objects()]))
print("is_finalized:", gc.is_finalized(node))


def tell(phase, info):
    told.append((phase, info["generation"], info["collected"]))


told = []
gc.callbacks.append(tell)
node.me = node
shelf = node = holders = None
gc.collect()
gc.callbacks.remove(tell)
print("callbacks were told:", told)
xray.fact("told", told[1][2])
