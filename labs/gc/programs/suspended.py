# A generator that waits in a ring
import gc

import xray


class Door:
    def __enter__(self):
        print("the door is opened")

    def __exit__(self, *how):
        print("the door is closed")


def wait(holder):
    with Door():
        yield


holder = []
generator = wait(holder)
holder.append(generator)
next(generator)
gc.disable()
del holder, generator
print("no name leads to the generator")
found = gc.collect()
print("collect() returned", found)
xray.fact("found", found)
