# What a collection cannot give back
import gc
import sys

import xray

gc.collect()
cache = {number: "x" * 1000 for number in range(1000)}
held = sum([sys.getsizeof(text) for text in cache.values()])
print("more than a million bytes that nobody will ask for:", held > 1_000_000)
found = gc.collect()
print("collect() finds", found)
left = sum([sys.getsizeof(text) for text in cache.values()])
print("bytes given back:", held - left)
xray.fact("found", found)
xray.fact("back", held - left)
