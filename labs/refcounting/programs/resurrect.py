# Back from the dead, once
import weakref

import xray

saved = []


class Phoenix:
    def __del__(self):
        print("__del__ runs")
        saved.append(self)


bird = Phoenix()
del bird
print("saved by its own __del__:", len(saved))

watch = weakref.ref(saved[0])
saved.clear()
print("after the second death, alive:", watch() is not None)
print("saved again:", len(saved))
xray.fact("saved", len(saved))
