# Solution: four holders more
import sys

import xray


def answer(thing):
    """Four slots of a list that the caller keeps."""
    return [thing, thing, thing, thing]


# The check. Leave it as it is.
thing = object()
before = sys.getrefcount(thing)
held = answer(thing)
added = sys.getrefcount(thing) - before

if added == 4:
    print("Solved: the call added 4 holders, and they are still there.")
else:
    print("Not yet: the call added", added, "and the task asks for 4.")
    print("A local name lets go when its function returns.")
xray.fact("added", added)
xray.fact("solved", added == 4)
