# One reference too many
import ctypes
import weakref

import xray


class Order:
    pass


def forgotten_decref(thing):
    """What native code does that takes a reference and does not give it back."""
    ctypes.c_ssize_t.from_address(id(thing)).value += 1


order = Order()
watch = weakref.ref(order)
address = id(order)

forgotten_decref(order)
del order
print("no slot leads to it, alive:", watch() is not None)
print("the count in its header:", ctypes.c_ssize_t.from_address(address).value)
xray.fact("alive", watch() is not None)
xray.fact("count", ctypes.c_ssize_t.from_address(address).value)
xray.audit()

order = watch()
ctypes.c_ssize_t.from_address(address).value -= 1
del order
print("given back, alive:", watch() is not None)
xray.fact("mended", watch() is not None)
xray.audit()
