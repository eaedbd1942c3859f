# An object that holds itself
import weakref

import xray


class Knot:
    def __del__(self):
        print("the knot dies")


knot = Knot()
knot.me = knot
watch = weakref.ref(knot)

del knot
print("no name is left, alive:", watch() is not None)
xray.fact("alive", watch() is not None)
xray.refs(watch())

watch().me = None
print("its own slot let go, alive:", watch() is not None)
