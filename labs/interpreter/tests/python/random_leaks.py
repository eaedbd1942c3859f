# %% Found by generated programs: iterators in a cycle that no collection can break
import gc

gc.disable()
gc.collect()


class Thing:
    def __del__(self):
        print("del")


def ring(make):
    held = [Thing()]
    steps = make(held)
    held.extend((steps, steps))
    for _ in steps:
        pass


for make in enumerate, zip, iter, reversed:
    ring(make)
    print(make.__name__, gc.collect(), gc.collect())
    gc.freeze()
ring(enumerate)
print(gc.collect(0), gc.collect(0), gc.collect(1), gc.collect(1), gc.collect(2))
