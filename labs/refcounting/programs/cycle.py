# Two dicts that hold each other
import ctypes
import sys

import xray


def count_at(address):
    return ctypes.c_ssize_t.from_address(address).value


first = {}
second = {}
first["other"] = second
second["other"] = first
address = id(first)

print("getrefcount:", sys.getrefcount(first))
print("read from the header:", count_at(address))
xray.fact("getrefcount", sys.getrefcount(first))
xray.fact("header", count_at(address))
xray.refs(first)

del first
print("one name deleted:", count_at(address))
del second
print("both names deleted:", count_at(address))
xray.fact("after", count_at(address))
