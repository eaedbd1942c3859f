# Every kind of slot holds
import sys

import xray


class Box:
    pass


def keep(thing):
    def closure(default=thing):
        return thing

    return closure


thing = Box()
listed = [thing]
keyed = {"key": thing}
pair = (thing, thing)
box = Box()
box.attribute = thing
function = keep(thing)

print("getrefcount says:", sys.getrefcount(thing))
xray.fact("count", sys.getrefcount(thing))
xray.fact("holders", sys.getrefcount(thing) - 1)
xray.refs(thing)
