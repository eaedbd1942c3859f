# Who counts what from version to version
import sys
import weakref

import xray


class Guest:
    pass


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
