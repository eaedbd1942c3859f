# Every function of the module gc: what it takes, what it answers, and how it refuses.
import gc


def attempt(call, *args, **keywords):
    try:
        return call(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print([name for name in dir(gc) if not name.startswith("_")])
print(gc.__name__, gc, gc.collect)

print("collect")
for args, keywords in [
    ((3,), {}), ((-1,), {}), (("a",), {}), ((2**40,), {}), ((2**80,), {}), ((None,), {}), ((1.0,), {}),
    ((0, 1), {}), ((), {"gen": 1}), ((0,), {"generation": 1}),
]:
    print(args, keywords, attempt(gc.collect, *args, **keywords))
gc.collect()
print([gc.collect(), gc.collect(0), gc.collect(1), gc.collect(2), gc.collect(generation=0), gc.collect(True)])


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(gc.collect(Index(1)), attempt(gc.collect, Index("one")))

print("switched on and off")
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())
for function in (
    gc.enable, gc.disable, gc.isenabled, gc.get_threshold, gc.get_count, gc.get_stats, gc.get_debug,
    gc.freeze, gc.unfreeze, gc.get_freeze_count,
):
    print(attempt(function, 1), "|", attempt(function, a=1))

print("thresholds")
print(gc.get_threshold(), type(gc.get_threshold()))
for args in [
    (), (1, 2, 3, 4), ("a",), (1.5,), (None,), (2**31,), (-(2**31) - 1,), (2**80,), (-(2**80),),
    (500,), (600, 20), (100, "a"), (100, 7, 2**31), (100, 7, 8), (-5, -6, -7), (2**31 - 1, -(2**31), 0),
    (Index(900), True), (0,),
]:
    print(args if not args or type(args[0]) is not Index else "Index(900), True", attempt(gc.set_threshold, *args), gc.get_threshold())
print(attempt(gc.set_threshold, threshold0=3))
gc.set_threshold(700, 10, 10)

print("counts and statistics")
print(type(gc.get_count()), len(gc.get_count()), [type(count) for count in gc.get_count()])
print([sorted(figures) for figures in gc.get_stats()], type(gc.get_stats()[0]["collected"]))
print(gc.get_stats() is gc.get_stats(), gc.get_stats()[0] is gc.get_stats()[0])

print("objects")
for value in (3, 2**40, 2**80, -(2**80), -2, "a", 1.0, [], Index(3), Index("b")):
    shown = value if type(value) is not Index else f"Index({value.value!r})"
    print(shown, attempt(gc.get_objects, value), attempt(gc.get_objects, generation=value))
print(attempt(gc.get_objects, 1, 2), "|", attempt(gc.get_objects, gen=1))
print(type(gc.get_objects()), type(gc.get_objects(None)), type(gc.get_objects(generation=-1)), type(gc.get_objects(Index(1))))

print("referrers and referents")
print(gc.get_referrers(), gc.get_referents(), gc.get_referents(1, "a", int, None, 2.0, b"b"))
print(attempt(gc.get_referrers, a=1), "|", attempt(gc.get_referents, a=1))

print("tracked, finalized")
for function in (gc.is_tracked, gc.is_finalized):
    print(attempt(function), "|", attempt(function, 1, 2), "|", attempt(function, a=1), "|", attempt(function, obj=1))

print("debugging")
print(gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
print(gc.DEBUG_LEAK == gc.DEBUG_COLLECTABLE | gc.DEBUG_UNCOLLECTABLE | gc.DEBUG_SAVEALL)
for value in ("a", 1.0, None, 2**40, 2**80):
    print(value, attempt(gc.set_debug, value), gc.get_debug())
for value in (64, -1, True, Index(128), 0):
    print(attempt(gc.set_debug, value), gc.get_debug())
print(attempt(gc.set_debug), "|", attempt(gc.set_debug, 1, 2), "|", attempt(gc.set_debug, flags=2))

print("frozen")
gc.unfreeze()
print(gc.get_freeze_count(), gc.freeze(), gc.get_freeze_count() > 0, gc.unfreeze(), gc.get_freeze_count())

print("lists")
print(gc.callbacks, gc.garbage, type(gc.callbacks), type(gc.garbage))
