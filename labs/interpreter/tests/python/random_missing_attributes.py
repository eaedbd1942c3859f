# Found by generated programs: what is said of an attribute that cannot be stored or deleted
class Slotted:
    __slots__ = ("name", "left", "__weakref__")
    shared = 1


class Plain:
    pass


class Pile(list):
    pass


class Guarded:
    __slots__ = ()

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)


def attempt(what, action, *given):
    try:
        action(*given)
    except AttributeError as error:
        known = error.name, type(getattr(error, "obj", None)).__name__
        print(what, error.args, *known)


def told(what, thing):
    for name in "left", "other", "shared", "__weakref__":
        attempt(f"{what}: read", getattr, thing, name)
        attempt(f"{what}: delete", delattr, thing, name)
    attempt(f"{what}: store", setattr, thing, "other", 1)
    attempt(f"{what}: delete", delattr, thing, "other")
    attempt(f"{what}: delete", delattr, thing, "other")


asked = Plain()
asked.__dict__
told("slotted", Slotted())
told("plain", Plain())
told("pile", Pile())
told("guarded", Guarded())
told("asked", asked)
told("number", 5)
told("list", [])
told("function", told)
told("class", Plain)
