# A list that grows by append
import sys

import xray

grown = []
size = sys.getsizeof(grown)
print("length 0:", size, "bytes")
xray.fact("empty", size)
sizes = [size]
lengths = [0]

for length in range(1, 1001):
    grown.append(None)
    if sys.getsizeof(grown) != size:
        size = sys.getsizeof(grown)
        sizes.append(size)
        lengths.append(length)
        if length < 50:
            slots = (size - sizes[0]) // 8
            print("length", length, "needs more room:", size, "bytes,", slots, "slots")

xray.fact("sizes", ", ".join(str(size) for size in sizes[:7]))
xray.fact("slots", ", ".join(str((size - sizes[0]) // 8) for size in sizes[:7]))
xray.fact("lengths", ", ".join(str(length) for length in lengths[:7]))
print("a thousand appends, new room:", len(sizes) - 1, "times")
xray.fact("moves", len(sizes) - 1)
copied = sum(length - 1 for length in lengths[1:])
print("pointers that had to be copied, at most:", copied)
xray.fact("copied", copied)
xray.fact("thousand", size)
xray.fact("thousand_slots", (size - sizes[0]) // 8)
