# How many blocks are kept
import xray


def some_floats(n):
    return [number + 0.5 for number in range(n)]


def some_lists(n):
    return [[] for _ in range(n)]


def some_dicts(n):
    return [{} for _ in range(n)]


def some_pairs(n, item=None):
    return [(item, item) for _ in range(n)]


def some_sets(n):
    return [set() for _ in range(n)]


def kept(make):
    """Of 5000 objects that die together, how many blocks do not go back to their pools?"""
    things = make(5000)
    xray.count_blocks()
    things.clear()
    return 5000 + min(xray.new_blocks().values())


for make in [some_floats, some_lists, some_dicts, some_pairs, some_sets]:
    name = make.__name__[5:]
    number = kept(make)
    print("of 5000", name, "kept:", number)
    xray.fact(name, number)
