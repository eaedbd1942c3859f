# %% Found by generated programs: the end of a frame that a saved exception keeps
import gc

gc.disable()
gc.collect()


class Thing:
    def __init__(self, name, *held):
        self.name = name
        self.held = held

    def __del__(self):
        print("del", self.name)


def fail(name, *held):
    inner = Thing(name, *held)
    raise ValueError(name, inner)


def keep_in_itself(given, usual=Thing("usual"), **named):
    gc.collect()
    try:
        fail("inner", named)
    except ValueError as error:
        kept = error


keep_in_itself(Thing("given"), extra=Thing("named"))
del keep_in_itself
print(gc.collect(0))


def frame_of(first, second, usual=Thing("usual")):
    try:
        fail("inner", second)
    except ValueError as error:
        return error.__traceback__.tb_frame


frame = frame_of(Thing("first"), Thing("second"))
del frame_of
print("the frame goes")
del frame
print(gc.collect())


def frame_in_a_list(first, second):
    ring = [second]
    try:
        raise KeyError
    except KeyError as error:
        ring.append(error)
    gc.collect()
    return Thing("returned", first)


frame_in_a_list(Thing("first"), Thing("second"))
print(gc.collect(1))
print(gc.collect())
