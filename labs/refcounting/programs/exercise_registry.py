# Exercise: a registry that does not hold
import weakref

import xray


class Session:
    pass


registry = {}


def remember(name, session):
    """Make session findable by name. Change this function."""
    registry[name] = session


def find(name):
    """Return the session while it lives, else None. Change this one too."""
    return registry.get(name)


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
