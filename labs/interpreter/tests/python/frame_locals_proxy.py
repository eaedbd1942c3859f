# The locals of a frame are read and written where they stand (PEP 667).
import sys


class T:
    pass


def visit(guest):
    proxy = sys._getframe().f_locals
    other = sys._getframe().f_locals
    print(type(proxy).__name__, proxy is other, proxy == other, len(proxy), list(proxy))
    proxy["guest"] = "Bob"
    print(guest, proxy["guest"], "guest" in proxy, "nobody" in proxy, "later" in proxy)
    proxy["extra"] = 1
    print(sorted(proxy), sorted(locals()), locals() is locals(), proxy.get("extra"), proxy.get("no", 2))
    later = 3
    print(proxy["later"], [name for name in proxy.keys()], len(proxy.values()), len(proxy.items()))
    proxy.update({"guest": "Cid", "more": 4})
    print(guest, proxy.setdefault("guest", 0), proxy.setdefault("new", 5))
    for action in (
        lambda: proxy["nobody"],
        lambda: proxy.__delitem__("later"),
        lambda: proxy.__delitem__("nobody"),
        lambda: hash(proxy),
    ):
        try:
            action()
        except (KeyError, ValueError, TypeError) as error:
            print(type(error).__name__, error)
    copy = proxy.copy()
    print(type(copy).__name__, copy["more"], copy == proxy, list(reversed(proxy))[:2])
    print(sorted(proxy | {"z": 1}), sorted({"z": 1} | proxy)[-1])
    return sys._getframe()


frame = visit("Ann")
print("afterwards", frame.f_locals["guest"], frame.f_locals["more"])
frame.f_locals["guest"] = "Dan"
print(frame.f_locals["guest"], frame.clear(), len(frame.f_locals))


def small(a):
    return sys._getframe().f_locals


print(small([1]))


def counted(value):
    before = sys.getrefcount(value)
    seen = locals()
    proxy = sys._getframe().f_locals
    print(sys.getrefcount(value) - before, seen is locals())
    del seen
    print(sys.getrefcount(value) - before)


counted(T())


def shared():
    value = 1

    def inner():
        nonlocal value
        sys._getframe(1).f_locals["value"] = 10
        sys._getframe().f_locals["value"] += 1
        return value

    return inner(), value


print(shared())


def generate():
    value = 1
    yield value
    yield value


generator = generate()
next(generator)
generator.gi_frame.f_locals["value"] = 2
print(next(generator))
try:
    generator.gi_frame.clear()
except RuntimeError as error:
    print(error)
print(sys._getframe().f_locals is globals())
