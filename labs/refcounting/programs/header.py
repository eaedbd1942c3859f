# The first sixteen bytes of an object
import ctypes
import sys

import xray

shelf = ["salt", "rice"]
address = id(shelf)

count = ctypes.c_ssize_t.from_address(address).value
kind = ctypes.c_ssize_t.from_address(address + 8).value
print("the count in the header:", count)
print("what getrefcount says:", sys.getrefcount(shelf))
print("the type pointer leads to list:", kind == id(list))
print("bytes of the smallest object:", sys.getsizeof(object()))

xray.fact("count", count)
xray.fact("getrefcount", sys.getrefcount(shelf))
xray.fact("smallest", sys.getsizeof(object()))
xray.bytes(shelf)
