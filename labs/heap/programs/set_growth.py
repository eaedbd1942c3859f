# A set keeps eight places inside
import sys

import xray

seen = set()
size = sys.getsizeof(seen)
print("no member:", size, "bytes")
xray.fact("empty", size)
steps = []
for number in range(1, 1000):
    seen.add(number)
    if sys.getsizeof(seen) != size:
        size = sys.getsizeof(seen)
        steps.append(number)
        print("member", number, "needs a table of", (size - 216) // 16, "places:", size, "bytes")
xray.fact("steps", ", ".join(str(step) for step in steps))
