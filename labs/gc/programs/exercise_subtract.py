# Exercise: the references from inside
import xray


def subtract_references(counts, slots):
    """
    Return for each object how many references come from outside the heap.

    counts has the count of each object, and slots a list of the objects that
    its slots point at. Change this function.
    """
    return dict(counts)


# The check. Leave it as it is.
def reachable(outside, slots):
    found = [name for name in outside if outside[name] > 0]
    for name in found:
        for target in slots[name]:
            if target in slots and target not in found:
                found.append(target)
    return found


RING = {"a": ["b"], "b": ["a"]}
# Of each heap: the counts, the slots, and what comes from outside.
HEAPS = {
    "a ring with a name": ({"a": 2, "b": 1}, RING, {"a": 1, "b": 0}),
    "a ring without one": ({"a": 1, "b": 1}, RING, {"a": 0, "b": 0}),
    "one that holds itself twice": ({"a": 2}, {"a": ["a", "a"]}, {"a": 0}),
    "two slots of one list": (
        {"a": 1, "b": 3},
        {"a": ["b", "b"], "b": []},
        {"a": 1, "b": 1},
    ),
    "a slot for what is not looked at": ({"a": 1}, {"a": ["None"]}, {"a": 1}),
}

failed = []
for heap, (counts, slots, expected) in HEAPS.items():
    kept = dict(counts)
    outside = subtract_references(counts, slots)
    if outside != expected or counts != kept:
        failed.append(heap)
        print("red:  ", heap + ": from outside", outside, "and not", expected)
    else:
        kept = reachable(outside, slots)
        lost = [name for name in slots if name not in kept]
        print("green:", heap + ": unreachable", lost)

if failed:
    print("Not yet:", len(failed), "of", len(HEAPS), "heaps are red.")
else:
    print("Solved: all", len(HEAPS), "heaps are green.")
xray.fact("solved", not failed)
