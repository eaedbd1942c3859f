# %% Found by generated programs: what closing a suspended generator gives back
import gc
import weakref

gc.disable()
gc.collect()


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def plain():
    def steps(given):
        local = Thing("local")
        yield

    return steps


def guarded():
    def steps(given):
        try:
            yield
        finally:
            print("finally")

    return steps


def looping():
    def steps(given):
        for item in [Thing("item")]:
            local = Thing("local")
            yield

    return steps


def delegating():
    def steps(given):
        yield from looping()(Thing("inner given"))

    return steps


def handling():
    def steps(given):
        try:
            raise ValueError(Thing("argument"))
        except ValueError as error:
            yield

    return steps


def close(make):
    print(make.__name__)
    function = make()
    steps = function(Thing("given"))
    next(steps)
    alive = weakref.ref(function)
    del function
    steps.close()
    print("closed", alive() is None, steps.gi_frame, next(steps, "nothing"))
    del steps
    print("gone", alive() is None)


def collect(make):
    function = make()
    steps = function(ring := [Thing("in a ring")])
    next(steps)
    ring.append(steps)
    del function, ring, steps
    print("collected", gc.collect())


def keep_the_frame(make):
    function = make()
    steps = function(Thing("given"))
    next(steps)
    frame = steps.gi_frame
    steps.close()
    print("closed", steps.gi_frame)
    del steps
    print("generator gone")
    del frame
    print("frame gone")


def save_error():
    def steps(given):
        try:
            raise ValueError(Thing("argument"))
        except ValueError as error:
            saved = error
        yield

    started = steps(Thing("given"))
    next(started)
    del started
    print("collected", gc.collect())


for make in plain, guarded, looping, delegating, handling:
    close(make)
    collect(make)
    keep_the_frame(make)
save_error()


def trace_through():
    def steps(given):
        def caller(held):
            try:
                raise ValueError(held)
            except ValueError as error:
                saved = error

        caller(given)
        yield

    started = steps(Thing("given"))
    next(started)
    del started
    print("collected", gc.collect())


def keep_the_frame_of_an_unstarted():
    steps = plain()(Thing("given"))
    frame = steps.gi_frame
    del steps
    print("generator gone")
    del frame
    print("frame gone")


trace_through()
keep_the_frame_of_an_unstarted()
