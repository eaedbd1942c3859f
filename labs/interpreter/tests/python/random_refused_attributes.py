# %% Found by generated programs: attributes that refuse to go, or to be what they are given


class Plain:
    """Is plain."""

    def __init__(self):
        """Does nothing."""


def make():
    def f(usual=1, *, only=2):
        """Tells."""
        return usual, cell

    cell = 3
    return f


def steps():
    yield


def trial(name, what):
    here = {"f": make(), "Plain": Plain, "p": Plain(), "g": steps(), "e": ValueError(1), "steps": steps, "trial": trial}
    try:
        exec(what.format(name), here)
        print(what.format(name), "passed")
    except Exception as error:
        print(what.format(name), type(error).__name__, error)


NAMES = [
    "f.__dict__", "f.__code__", "f.__closure__", "f.__globals__", "f.__builtins__", "f.__defaults__", "f.__kwdefaults__",
    "f.__annotations__", "f.__name__", "f.__doc__", "f.__module__", "Plain.__doc__", "Plain.__module__", "Plain.__name__",
    "Plain.__qualname__", "p.__dict__", "p.__init__.__doc__", "p.__init__.__name__", "p.__init__.__func__",
    "p.__init__.__self__", "p.__init__.other", "g.__name__", "g.__qualname__", "g.gi_frame", "e.__dict__",
    "e.__suppress_context__", "f.__code__.co_name", "f.__code__.co_freevars", "print.__module__", "print.__name__",
    "list.append.__name__", "list.append.__objclass__",
]
for name in NAMES:
    for what in ["del {}", "{} = 5", "{} = None", "{} = 'x'", "{} = (1,)", "{} = dict(a=1)"]:
        if name.startswith("Plain") and "del" not in what:
            continue
        trial(name, what)
trial("f.__code__", "{} = trial.__code__")
trial("f.__code__", "{} = f.__code__; print(f())")
trial("steps.__code__", "{} = (lambda: 7).__code__; print(steps())")

# What a method does not know, its function answers.
Plain.__init__.mark = "told"
print(Plain().__init__.mark, Plain().__init__.__qualname__, hasattr(Plain().__init__, "missing"))
try:
    Plain().__init__.missing
except AttributeError as error:
    print(error)
