# A weak reference does not count
import sys
import weakref

import xray


class Probe:
    def __del__(self):
        print("1. __del__ runs; the weak reference leads to it:", watch() is self)


class Part:
    def __del__(self):
        print("3. the attribute dies")


def gone(reference):
    print("2. the callback runs; the weak reference leads to", reference())


probe = Probe()
probe.part = Part()
print("one name:", sys.getrefcount(probe))
watch = weakref.ref(probe, gone)
print("one name and a weak reference:", sys.getrefcount(probe))
xray.fact("count", sys.getrefcount(probe))
print("the weak reference leads to it:", watch() is probe)

del probe
print("after the del it leads to", watch())
