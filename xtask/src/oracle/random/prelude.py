import gc
import sys
import weakref

gc.disable()
made = 0
kept = []


class Thing:
    """Tells when it ends."""

    def __init__(self, name, *held):
        global made
        made += 1
        self.name = name
        self.held = held

    def __del__(self):
        print("del", self.name)

    def method(self):
        return self.name


class Saved(Thing):
    """Comes back to life once."""

    def __del__(self):
        print("saved", self.name)
        kept.append(self)


class Late(Thing):
    """Makes another object when it ends."""

    def __del__(self):
        print("late", self.name)
        self.heir = Thing(self.name + " heir", self.held)


class Slotted:
    __slots__ = ("name", "left", "right", "__weakref__")

    def __init__(self, name):
        global made
        made += 1
        self.name = name

    def __del__(self):
        print("del", self.name)


class Pile(list):
    """A list with attributes."""

    def __init__(self, name, *held):
        global made
        made += 1
        super().__init__(held)
        self.name = name

    def __del__(self):
        print("del", self.name, len(self))


class Quiet:
    """Ends without a word, so that it may be seen ending only by a weak reference."""

    def __init__(self, name):
        global made
        made += 1
        self.name = name


class Guard:
    """A context manager that tells, and that swallows a `LookupError`."""

    def __init__(self, name, held):
        self.name = name
        self.held = held

    def __enter__(self):
        print("enter", self.name)
        return self.held

    def __exit__(self, kind, error, trace):
        print("exit", self.name, type(error).__name__)
        return kind is not None and issubclass(kind, LookupError)


class Trouble(Exception):
    """Carries objects."""


def watch(name, target):
    """A weak reference that tells when its object ends."""
    return weakref.ref(target, lambda _: print("gone", name))


def each(name, held):
    """A generator that tells when it is closed."""
    try:
        for item in held:
            got = yield item
            if got is not None:
                print(name, "got", tell(got))
    except Trouble as trouble:
        print(name)
        caught(trouble)
        yield trouble
    finally:
        print("closed", name)


def chained(name, held):
    """A generator that delegates to another."""
    yield name
    yield from each(name + " inner", held)


def look_at(held):
    """A closure over what it is given, and a way to change that."""

    def look(*new):
        nonlocal held
        if new:
            (held,) = new
        return held

    return look


def fail(name, *held):
    """Raises from a frame that holds objects."""
    inner = Thing(name, *held)
    raise Trouble(name, inner)


def tell(x):
    """What may be printed of any object: no address, no order of a set."""
    if isinstance(x, (Thing, Slotted, Pile, Quiet)):
        return type(x).__name__ + " " + x.name
    if isinstance(x, (list, tuple, set, frozenset, dict)):
        return f"{type(x).__name__} of {len(x)}"
    if isinstance(x, (int, str, float, bytes, type(None))):
        return repr(x)
    return type(x).__name__


def caught(error):
    """Tells of an exception."""
    print(type(error).__name__, *map(tell, error.args))


def rank(x):
    """A number by which any objects can be sorted."""
    return len(tell(x))


END = "end:"
gc.collect()
# %%
