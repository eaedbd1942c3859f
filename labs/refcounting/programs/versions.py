# Who counts what from version to version
import sys
import weakref

import xray


class Guest:
    pass


class Loud:
    def __del__(self):
        raise ValueError


def hear(report):
    global heard_object
    heard_object = report.object


def heard(reference):
    global count
    count = sys.getrefcount(reference)


def walk(container, more):
    """Whether a weak container can grow while somebody walks over it."""
    try:
        for _ in container:
            container.add(more)
    except RuntimeError:
        return False
    return True


def told(action):
    """What an action ends with."""
    try:
        action()
    except TypeError:
        return "TypeError"
    return "done"


guest = Guest()
only = weakref.ref(guest, heard)
del guest
print("counts of an only weak reference within its callback:", count)
xray.fact("only_weakref", count)

guests = [Guest(), Guest()]
print("a set of weak references grows under a walk:", walk(weakref.WeakSet(guests[:1]), guests[1]))
xray.fact("weak_walk", walk(weakref.WeakSet(guests[:1]), guests[1]))

print("an int to bytes, no order named:", told((1).to_bytes))
xray.fact("to_bytes", told((1).to_bytes))

guests = [Guest(), Guest()]
last = weakref.ref(guests[-1])
walk_back = reversed(guests)
del guests
list(walk_back)
print("a walk backwards has come to its end, and its list is alive:", last() is not None)
xray.fact("walked_back", "dead" if last() is None else "alive")

sys.unraisablehook = hear
Loud()
sys.unraisablehook = sys.__unraisablehook__
print("the report of an exception in __del__ holds the method:", heard_object is not None)
xray.fact("report_holds", heard_object is not None)
heard_object = None
