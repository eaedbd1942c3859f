# What a slot contains
# differs 3.10: the slots stand inside the frame object, at other offsets
# differs 3.14: the header of a frame has 80 bytes, and the lowest bits of a slot are marks
import ctypes
import sys

import xray

HEADER = 72  # bytes of a frame before its first slot


def slot(frame, name):
    """The eight bytes of a local's slot, as a number."""
    start = ctypes.c_long.from_address(id(frame) + 24).value
    number = frame.f_code.co_varnames.index(name)
    return ctypes.c_long.from_address(start + HEADER + 8 * number).value


def look():
    a = 1
    b = [1, 2.5, "tea"]
    c = b
    frame = sys._getframe()
    at_address = slot(frame, "a") == id(a) and slot(frame, "b") == id(b)
    print("the slots of a and b contain the addresses of the objects:", at_address)
    print("the slots of b and c are equal:", slot(frame, "b") == slot(frame, "c"))
    print("b[0] is the object of a:", b[0] is a)
    xray.fact("at_address", at_address)
    xray.fact("equal", slot(frame, "b") == slot(frame, "c"))
    xray.fact("same", b[0] is a)


look()
