# Five ways to return
import sys
import weakref

import xray


class Probe:
    pass


def plain():
    probe = Probe()
    watch(probe)


def closure():
    probe = Probe()
    watch(probe)
    return lambda: probe


def generator():
    probe = Probe()
    watch(probe)
    yield probe


def error():
    probe = Probe()
    watch(probe)
    try:
        raise OSError("no answer")
    except OSError as problem:
        return problem


def frame():
    probe = Probe()
    watch(probe)
    return sys._getframe()


def watch(probe):
    global watcher
    watcher = weakref.ref(probe)


def alive(what):
    print(f"{what}, alive: {watcher() is not None}")
    xray.fact(what.replace(" ", "_"), watcher() is not None)


plain()
alive("nothing is kept")

kept = closure()
alive("the function is kept")
kept = None
alive("the function is gone")

kept = generator()
next(kept)
alive("the generator is kept")
kept = None
alive("the generator is gone")

kept = error()
alive("the error is kept")
kept = None
alive("the error is gone")

kept = frame()
alive("the frame is kept")
kept = None
alive("the frame is gone")
