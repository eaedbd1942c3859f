# Solution: a registry that does not hold
import weakref

import xray


class Session:
    pass


registry = {}


def remember(name, session):
    """Keep a weak reference: it finds the session and does not count."""
    registry[name] = weakref.ref(session)


def find(name):
    """Follow the weak reference; a dead one leads to None."""
    if name not in registry:
        return None
    return registry[name]()


# The check. Leave it as it is.
session = Session()
remember("ann", session)
found = find("ann") is session
del session
gone = find("ann") is None

if not found:
    print("Not yet: find() must return the session while it lives.")
elif not gone:
    print("Not yet: the last name is deleted, but the session is alive.")
    print("A slot of the registry still points at it, and that slot counts.")
else:
    print("Solved: the registry finds the session and does not hold it.")
xray.fact("solved", found and gone)
