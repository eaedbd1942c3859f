# A recursion rises and falls
# differs 3.10: a frame is an object by itself, and there is no data stack
# differs 3.14: the header of a frame has 80 bytes
import ctypes
import sys

import xray


def place():
    """The address of the caller's frame."""
    return ctypes.c_long.from_address(id(sys._getframe(1)) + 24).value


def climb(steps):
    rise.append(place())
    if steps:
        climb(steps - 1)
    else:
        xray.stack()
    fall.append(place())


rise, fall = [], []
climb(400)
print("frames:", len(rise))
print("the way down is the way up:", fall == rise[::-1])
gaps = [after - before for before, after in zip(rise, rise[1:])]
print("from one frame to the next:", gaps[0], "bytes, and so", gaps.count(gaps[0]), "times of", len(gaps))
code = climb.__code__
print("a header of 72 bytes, and slots:", code.co_nlocals, "+", code.co_stacksize)
first = next((number for number, gap in enumerate(gaps) if gap != gaps[0]), None)
print("the first chunk holds frames:", first + 1)
xray.fact("mirror", fall == rise[::-1])
xray.fact("gap", gaps[0])
xray.fact("chunks", len(gaps) - gaps.count(gaps[0]) + 1)
xray.fact("first_chunk", first + 1)
xray.stack()
