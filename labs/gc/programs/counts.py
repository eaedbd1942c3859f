# What moves the first count
import gc

import xray


class Node:
    pass


class Slim:
    __slots__ = ("value",)


def moved(make):
    """By how much 100 objects move the count: as they are made, as they die."""
    kept = [None] * 100
    gc.collect()
    start = gc.get_count()[0]
    for index in range(100):
        kept[index] = make(index)
    made = gc.get_count()[0]
    kept.clear()
    dead = gc.get_count()[0]
    return made - start, dead - made


makers = {
    "int": lambda index: 10**6 + index,
    "str": lambda index: "item %d" % index,
    "list": lambda index: [],
    "tuple": lambda index: (index,),
    "dict": lambda index: {},
    "set": lambda index: {index},
    "Node": lambda index: Node(),
    "Slim": lambda index: Slim(),
}
gc.disable()
# What the measuring itself makes: the tuple of get_count, in 3.10 the frame of make.
own = moved(lambda index: None)[0]
results = {name: moved(make) for name, make in makers.items()}
for name, (made, dead) in results.items():
    print("100 of", name, "made:", made - own, "and dead:", dead)
    xray.fact(name, made - own)
    xray.fact(name + "_dead", dead)
