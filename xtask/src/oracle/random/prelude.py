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


class Field:
    """A data descriptor that keeps what it is given in the instance's dict."""

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else vars(instance).get(self.name)

    def __set__(self, instance, value):
        print("set", self.name, tell(value))
        vars(instance)[self.name] = value

    def __delete__(self, instance):
        del vars(instance)[self.name]


class Described(Thing):
    """Has attributes that are computed."""

    field = Field()
    shared = []

    @property
    def twice(self):
        return [self.held, self.held]

    @twice.setter
    def twice(self, value):
        self.held = value

    @property
    def fixed(self):
        return self.name

    @classmethod
    def of_class(cls):
        return cls.__name__

    @staticmethod
    def alone(number):
        return number * 2

    def __iadd__(self, other):
        self.held = self.held, other
        return self


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


def loudly(function):
    """Wraps a function."""

    def wrapped(*given, **named):
        print("call with", len(given))
        try:
            return function(*given, **named)
        finally:
            print("back from", tell(function))

    return wrapped


def final(name, *held):
    """A finalizer's callback."""
    print("final", name, *map(tell, held))


def heard(phase, info):
    """Hears of collections."""
    print(phase, *info.values())


def frames_of(error):
    """The functions of an exception's traceback, with how many variables each frame still has."""
    trace = error.__traceback__
    found = []
    while trace is not None:
        if trace.tb_frame.f_code.co_name != "<module>":
            found.append((trace.tb_frame.f_code.co_name, len(trace.tb_frame.f_locals)))
        trace = trace.tb_next
    return found


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
