# A finalizer that fails
import gc

import xray


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        if self.name == "second":
            raise ValueError("the second has no manners")
        log.append(self.name)


log = []
gc.disable()
for name in ("first", "second", "third"):
    Node(name)
found = gc.collect()
left = sum([type(thing) is Node for thing in gc.get_objects()])
print("finalized without failing:", log)
print("alive:", left)
xray.fact("log", ", ".join(log))
xray.fact("left", left)
