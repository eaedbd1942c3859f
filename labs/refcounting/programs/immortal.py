# An enormous count that never moves
import sys

import xray


def probe(name, value):
    before = sys.getrefcount(value)
    more = [value] * 1000
    moved = sys.getrefcount(value) - before
    print("a thousand more holders of", name, "move its count by", moved)
    if moved == 0:
        print("    and getrefcount says", before)
        xray.fact(name, before)
    xray.fact(name + "_moved", moved)


probe("list", [])
probe("float", 2.5)
probe("two", 2)
probe("none", None)
probe("true", True)
probe("empty_tuple", ())
