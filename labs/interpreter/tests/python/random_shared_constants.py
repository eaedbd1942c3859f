# %% Found by generated programs: a tuple of constants is a constant too
import gc
import sys

gc.disable()
gc.collect()


# %%
def f(given=None, *rest):
    pass


def g():
    pass


def h(a):
    return a.x, a.y


names = ("x", "y")
local = ("a",)
print(f.__defaults__ is f.__code__.co_consts, f.__code__.co_consts is g.__code__.co_consts)
print(h.__code__.co_names is names, h.__code__.co_consts is g.__code__.co_consts)
print(sys.getrefcount(names), sys.getrefcount(local), sys.getrefcount(f.__defaults__))


def nested():
    def inner():
        return nested, None

    return inner, (None,), ((None,), 1)


print(nested()[1] is f.__defaults__, nested()[2][0] is f.__defaults__)
print(f.__code__.co_consts == nested()[0].__code__.co_consts)


# %%
def f(given=None, *rest):
    pass


class Holder(dict):
    shared = f


print(gc.is_tracked(f.__defaults__))
# %%
del Holder, f, g, h, nested
gc.set_debug(gc.DEBUG_SAVEALL)
print(gc.collect())
gc.set_debug(0)
print([type(x).__name__ for x in gc.garbage])
