# %% Found by generated programs: what the collector is shown of a generator that runs
import gc

gc.disable()
gc.collect()


class Held:
    def __init__(self, name=""):
        self.name = name

    def __del__(self):
        print("del", self.name)


def told(generator):
    names = sorted(type(x).__name__ for x in gc.get_referents(generator))
    print([name for name in names if name not in ("code", "str", "tuple")])


def asked_from_python():
    told(me)


def each(held):
    local = Held("local")
    yield
    print([type(x).__name__ for x in gc.get_referents(me) if type(x) in (Held, list)])
    asked_from_python()
    try:
        raise KeyError
    except KeyError:
        print([type(x).__name__ for x in gc.get_referents(me) if type(x) in (Held, list, KeyError)])
        asked_from_python()
        yield
    sorted([1], key=lambda _: told(me))
    yield


# %%
me = each([])
told(me)
next(me)
told(me)
next(me)
told(me)
next(me)
told(me)
me.close()
del me


# %%
# What only its locals hold stays where it is in the generation's list.
def fail(name, held):
    inner = Held(name)
    raise LookupError(name, inner, held)


def saves(given):
    yield
    try:
        fail("inner", Held("held"))
    except LookupError as error:
        try:
            {}[1]
        except KeyError as second:
            saved = second
    print(gc.collect(2))
    yield


def advanced(steps, *rest, **named):
    steps.send(None)


me = saves(Held("given"))
next(me)
advanced(me, extra=saves)
print(gc.collect(2))
del me
print(gc.collect())


# %%
# A generator that ends has let go of its exception after its locals, and is over while these go.
class Nosy:
    def __del__(self):
        try:
            next(ending)
        except StopIteration as stop:
            print("over", stop.value, stop.__context__)


def ends(nosy):
    try:
        raise KeyError("handled")
    except KeyError:
        yield
        return


ending = ends(Nosy())
next(ending)
print(next(ending, "ended"))
