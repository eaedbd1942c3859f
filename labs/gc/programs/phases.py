# The phases on a small heap
import gc

import xray


def ring(*names):
    """Lists in a ring, each with its name and the next one."""
    lists = [[name] for name in names]
    for this, following in zip(lists, lists[1:] + lists[:1]):
        this.append(following)
    return lists[-1]


gc.disable()
gc.collect()
kept = ring("a", "b")
lost = ring("x", "y", "z")
lost.append(["tail"])
lost[1].append(kept)
del lost

xray.phases(0)
found = gc.collect(0)
print("found unreachable:", found)
xray.fact("found", found)
