# Is the heap a heap?
import xray


def is_heap(items):
    """Whether no item is smaller than its parent, the item at (index - 1) // 2."""
    return all(items[(index - 1) // 2] <= items[index] for index in range(1, len(items)))


print("[1, 3, 2, 7, 4] has the heap property:", is_heap([1, 3, 2, 7, 4]))
print("[5, 3, 2, 7, 4] has it:", is_heap([5, 3, 2, 7, 4]))

things = [object() for _ in range(8)]
places = [id(thing) for thing in things]
things[0] = None
things[7] = None
things[7] = object()
reused = id(things[7]) in (places[0], places[7])
print("a new object stands where an old one was:", reused)
xray.fact("reused", reused)
