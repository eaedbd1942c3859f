# Writing a count by its address: a forged reference keeps an object, and taking it back lets it go.
import ctypes
import sys
import weakref


class Thing:
    pass


def count(thing):
    return ctypes.c_ssize_t.from_address(id(thing))


thing = Thing()
watch = weakref.ref(thing)
print(count(thing).value, sys.getrefcount(thing))
count(thing).value += 1
print(count(thing).value, sys.getrefcount(thing))
count(thing).value += 5
print(count(thing).value, sys.getrefcount(thing))
count(thing).value = 3
print(count(thing).value, sys.getrefcount(thing))

del thing
print("alive:", watch() is not None, sys.getrefcount(watch()))
thing = watch()
holders = [thing] * 10
print(count(thing).value)
count(thing).value -= 2
print(count(thing).value)
holders.clear()
print(count(thing).value)
del thing
print("alive:", watch() is not None)
