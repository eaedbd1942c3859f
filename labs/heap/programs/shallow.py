# getsizeof does not look inside
import sys

import xray


def deep(thing, seen):
    """Bytes of an object and of all that it holds, each counted once."""
    if id(thing) in seen:
        return 0
    seen.add(id(thing))
    size = sys.getsizeof(thing)
    if isinstance(thing, dict):
        return size + sum(deep(key, seen) + deep(value, seen) for key, value in thing.items())
    if isinstance(thing, (list, tuple, set)):
        return size + sum(deep(item, seen) for item in thing)
    return size


box = [bytes(1000)]
print("the list:", sys.getsizeof(box))
print("its one item:", sys.getsizeof(box[0]))
print("both:", deep(box, set()))
xray.fact("list", sys.getsizeof(box))
xray.fact("item", sys.getsizeof(box[0]))

shared = bytes(1000)
twice = [shared, shared]
print("two slots, one item:", deep(twice, set()))
xray.fact("twice", deep(twice, set()))
