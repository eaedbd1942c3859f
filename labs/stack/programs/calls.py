# Pushed at the call, popped at the return
# differs 3.10: a frame is an object by itself, and there is no data stack
import ctypes
import sys

import xray


def place():
    """The address of the caller's frame."""
    return ctypes.c_long.from_address(id(sys._getframe(1)) + 24).value


def fetch():
    steps.append(("fetch", place()))


def serve():
    steps.append(("serve", place()))
    fetch()
    steps.append(("serve goes on", place()))
    fetch()
    steps.append(("serve returns", place()))


steps = [("module", place())]
serve()
steps.append(("module goes on", place()))
fetch()
steps.append(("module ends", place()))

floors = sorted({where for _, where in steps})
for what, where in steps:
    print("    " * floors.index(where) + what)
print("places that were used:", len(floors))
xray.fact("places", len(floors))
xray.fact("reused", steps[7][1] == steps[1][1])
