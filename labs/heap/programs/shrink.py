# A list gives room back, late
import sys

import xray

queue = list(range(64))
size = sys.getsizeof(queue)
print("64 items:", size, "bytes")
while queue:
    queue.pop()
    if sys.getsizeof(queue) != size:
        size = sys.getsizeof(queue)
        print("at", len(queue), "items room is given back:", size, "bytes")
        if len(queue) > 30:
            xray.fact("first", len(queue))
print("empty by pop:", size, "bytes")

queue = list(range(64))
queue.clear()
print("empty by clear:", sys.getsizeof(queue), "bytes")
xray.fact("cleared", sys.getsizeof(queue))
