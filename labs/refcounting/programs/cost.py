# What counting costs
import sys

import xray

print("object():", sys.getsizeof(object()), "bytes, 8 of them the count")
print("1.5:", sys.getsizeof(1.5), "bytes, 8 of them the count")
xray.fact("object", sys.getsizeof(object()))
xray.fact("float", sys.getsizeof(1.5))

word = ["tea"]
before = sys.getrefcount(word)
row = [word] * 1000
print("one line adds", sys.getrefcount(word) - before)
xray.fact("added", sys.getrefcount(word) - before)

held = sys.getrefcount(word)
del row
print("one line takes away", held - sys.getrefcount(word))
