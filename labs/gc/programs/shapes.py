# Six groups that only hold themselves
import gc

import xray


class Node:
    pass


def itself():
    knot = []
    knot.append(knot)


def dicts():
    first = {}
    second = {"other": first}
    first["other"] = second


def nodes():
    left, right = Node(), Node()
    left.other = right
    right.other = left


def ring():
    first = last = []
    for _ in range(9):
        last = [last]
    first.append(last)


def immutable():
    inner = []
    pair = (inner,)
    inner.append(pair)


def function():
    def again(depth):
        return depth and again(depth - 1)

    again(3)


gc.collect()
gc.disable()
for group in (itself, dicts, nodes, ring, immutable, function):
    group()
    found = gc.collect()
    print(group.__name__, "found", found)
    xray.fact(group.__name__, found)
