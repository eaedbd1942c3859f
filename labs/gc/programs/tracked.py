# What the collector looks at
import gc

import xray


class Node:
    pass


class Slim:
    __slots__ = ()


things = {
    "an int": 7,
    "a str": "seven",
    "an empty list": [],
    "an empty dict": {},
    "a dict of atoms": {"seven": 7},
    "a dict with a list": {"seven": []},
    "an instance": Node(),
    "an instance without slots": Slim(),
    "a function": len.__class__ and (lambda: None),
    "a class": Node,
    "the empty tuple": (),
}
for name, thing in things.items():
    tracked = gc.is_tracked(thing)
    print(name + ":", tracked)
    xray.fact(name.replace(" ", "_"), tracked)

numbers = [number for number in range(2)]
atoms = tuple(numbers)
mixed = (1, [])
print("a tuple of atoms, just made:", gc.is_tracked(atoms))
xray.fact("atoms_before", gc.is_tracked(atoms))
gc.collect(0)
print("after a collection:", gc.is_tracked(atoms))
xray.fact("atoms_after", gc.is_tracked(atoms))
print("a tuple with a list, after it:", gc.is_tracked(mixed))
xray.fact("mixed_after", gc.is_tracked(mixed))

table = {}
table["now"] = []
print("a dict that was given a list:", gc.is_tracked(table))
table.clear()
gc.collect()
print("the same dict emptied, after a full collection:", gc.is_tracked(table))
xray.fact("emptied", gc.is_tracked(table))
