# %% Found by generated programs: who dies first of what finalizers made while a collection ran
import gc

gc.disable()
gc.collect()


class Thing:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("del", self.name)


class Late(Thing):
    def __del__(self):
        print("late", self.name)
        self.heir = Thing(self.name + "'s heir", self.held)


def pair(generation):
    first = Late("first", Thing("held"))
    second = Late("second")
    second.link = first
    first.link = second
    del first, second
    print(gc.collect(generation))


pair(2)
pair(0)


def frozen():
    young = Thing("young")
    old = [Thing("old"), Thing("older")]
    gc.freeze()
    ring = [young, old]
    ring.append(ring)
    del young, old, ring
    print(gc.collect())
    gc.unfreeze()


frozen()
