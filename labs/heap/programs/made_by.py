# Three items, made in five ways
import sys

import xray


def appended():
    items = []
    for item in (1, 2, 3):
        items.append(item)
    return items


def inserted():
    items = [1, 2]
    items.insert(0, 3)
    return items


def show(name, items):
    print(name, "has", len(items), "items in", sys.getsizeof(items), "bytes")
    xray.fact(name.split()[0], sys.getsizeof(items))


show("display [1, 2, 3]", [1, 2, 3])
show("repeated [0] * 3", [0] * 3)
show("sliced", [0, 1, 2, 3][:3])
show("converted from a tuple", list((1, 2, 3)))
show("comprehension", [item for item in (1, 2, 3)])
show("inserted", inserted())
grown = appended()
show("appended", grown)
xray.bytes(grown)
