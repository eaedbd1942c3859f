# Down to the limit and back
import sys
import weakref

import xray


class Guest:
    pass


def seat(guest):
    global depth
    depth += 1
    seat(guest)


guest = Guest()
watch = weakref.ref(guest)
depth = 0
before = sys.getrefcount(guest)
try:
    seat(guest)
except RecursionError as error:
    print("RecursionError:", error)
    trace, frames = error.__traceback__, 0
    while trace:
        frames += 1
        trace = trace.tb_next
    print("frames in its traceback:", frames)
    during = sys.getrefcount(guest)
print("the limit:", sys.getrecursionlimit(), "and calls that went through:", depth)
print("counts more while the error was there:", during - before)
print("counts more afterwards:", sys.getrefcount(guest) - before)
xray.fact("limit", sys.getrecursionlimit())
xray.fact("depth", depth)
xray.fact("frames", frames)
xray.fact("during", during - before)
xray.fact("after", sys.getrefcount(guest) - before)
xray.audit()
