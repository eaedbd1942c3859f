# No collection while it matters
import gc

import xray


class Quiet:
    """Switches automatic collecting off, and back to what it was."""

    def __enter__(self):
        self.was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *how):
        if self.was_enabled:
            gc.enable()


class Node:
    pass


def build(nodes):
    """A list of nodes, each of which knows the one before."""
    last = None
    for _ in range(nodes):
        node = Node()
        node.previous = last
        last = node
    return last


def on_start(phase, info):
    if phase == "start":
        started.append(info["generation"])


started = []
gc.collect()  # so that both count from nothing
gc.callbacks.append(on_start)
structure = build(20_000)
loud = len(started)
structure = None

started.clear()
gc.collect()
started.clear()
with Quiet():
    structure = build(20_000)
    quiet = len(started)
gc.callbacks.remove(on_start)

print("collections while it is built:", loud)
print("inside Quiet:", quiet)
print("enabled afterwards:", gc.isenabled())
xray.fact("loud", loud)
xray.fact("quiet", quiet)
