# A frame by its bytes
# differs 3.10: a frame is an object by itself, and there is no data stack
# differs 3.14: the header of a frame has 80 bytes
import ctypes
import sys

import xray

HEADER = 72  # bytes of a frame before its first slot


def place(frame):
    """The address of the frame that a frame object stands for."""
    return ctypes.c_long.from_address(id(frame) + 24).value


def size(code):
    """Bytes of a frame by the compiler's numbers. No function here has cells."""
    return HEADER + 8 * (code.co_nlocals + code.co_stacksize)


def waiter():
    frame = sys._getframe()
    xray.stack()
    return place(frame.f_back), place(frame)


def serve(guest, table, menu):
    total = 0
    return waiter()


first, second = serve("Ann", 4, ["tea"])
code = serve.__code__
print("serve has", code.co_nlocals, "locals and needs", code.co_stacksize, "places to calculate")
print("by these numbers its frame has", size(code), "bytes")
print("the frame of the function that it calls begins", second - first, "bytes after it")
xray.fact("nlocals", code.co_nlocals)
xray.fact("stacksize", code.co_stacksize)
xray.fact("computed", size(code))
xray.fact("measured", second - first)
