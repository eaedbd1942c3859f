# What can be stored into the locals of a frame, and taken out.
import sys


def visit(a):
    proxy = sys._getframe().f_locals
    same = proxy
    same |= {"a": 2, "extra": 3}
    print(same is proxy, a, proxy["extra"])
    try:
        same |= [("pairs", 4)]
        print(proxy["pairs"])
    except TypeError as error:
        print("TypeError:", error)
    try:
        same |= 5
    except Exception as error:
        print(type(error).__name__, error)
    for act in (
        lambda: proxy.__ior__(5), lambda: proxy.update(5), lambda: proxy.__or__(5),
        lambda: proxy.__delitem__("extra"), lambda: proxy["extra"],
        lambda: proxy.__delitem__("a"), lambda: proxy.__delitem__("nobody"), lambda: proxy.__delitem__(5), lambda: proxy.__delitem__([]),
        lambda: proxy.pop("a"), lambda: proxy.pop("nobody"), lambda: proxy.pop("nobody", 7), lambda: proxy.pop("a", 7),
        lambda: proxy.__setitem__("more", 8), lambda: proxy.pop("more"), lambda: proxy.pop("more", None), lambda: proxy.pop(), lambda: proxy.pop(1, 2, 3), lambda: proxy.pop([]),
        lambda: proxy.__setitem__("more", 8), lambda: proxy.popitem(), lambda: proxy.clear(),
    ):
        try:
            print(act())
        except Exception as error:
            print(type(error).__name__, error)
    print(sorted(str(name) for name in proxy), hasattr(proxy, "pop"))


visit(1)


def no_extra():
    proxy = sys._getframe().f_locals
    for act in (lambda: proxy.pop("x"), lambda: proxy.pop("x", 1), lambda: proxy.__delitem__("x")):
        try:
            print(act())
        except Exception as error:
            print(type(error).__name__, error)


no_extra()
