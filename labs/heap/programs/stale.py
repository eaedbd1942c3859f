# An address outlives its object
import ctypes
import weakref

import xray


class Basket(list):
    pass


def length_at(address):
    """The field ob_size of a list, by its address: what C does with a pointer."""
    return ctypes.c_ssize_t.from_address(address + 16).value


basket = Basket(["tea", "cake"])
address = id(basket)
watch = weakref.ref(basket)
print("while it lives:", length_at(address), "items")

del basket
other = Basket(range(500))
print("another basket stands there:", id(other) == address)
print("by the old address:", length_at(address), "items")
print("by the weak reference:", watch())
xray.fact("same_place", id(other) == address)
xray.fact("length", length_at(address))
xray.fact("weak", watch())
