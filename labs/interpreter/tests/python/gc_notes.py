# What gc.set_debug() and failing callbacks write to standard error, times and addresses apart.
import gc
import sys


class Recorder:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)

    def flush(self):
        pass

    def lines(self):
        text = "".join(self.pieces)
        self.pieces.clear()
        return text.splitlines()


class Node:
    pass


class Slotted:
    __slots__ = ("next",)


def ring(*classes):
    nodes = [kind() for kind in classes]
    for place, node in enumerate(nodes):
        node.next = nodes[place - 1]


def without_numbers(line):
    """Numbers become N, addresses A, and the file's name goes: they tell of the run, not of the collector."""
    words = []
    if line.startswith("  File "):
        line = '  File "..."' + line.split('"')[2]
    for word in line.split(" "):
        bare = word.rstrip(",>:s")
        if bare.startswith("0x"):
            word = "A" + word[len(bare):]
        elif bare.replace(".", "").isdigit():
            word = "N" + word[len(bare):]
        words.append(word)
    return " ".join(words)


def note(title, *, numbers=False):
    print(title)
    for line in recorder.lines():
        print("  ", line if numbers else without_numbers(line))


gc.disable()
gc.collect()
recorder = Recorder()
standard_error = sys.stderr
sys.stderr = recorder

gc.set_debug(gc.DEBUG_STATS)
ring(Node, Node)
gc.collect()
lines = recorder.lines()
for line in lines:
    print(without_numbers(line))
print(lines[0], "|", lines[-1].split(", ")[:3], lines[-1].endswith("s elapsed"))
ring(Node, Node, Node)
gc.collect(0)
lines = recorder.lines()
print(lines[0], "|", lines[-1].split(", ")[:3])
elapsed = lines[-1].split(", ")[-1].split("s")[0]
print(len(elapsed.split(".")[1]), float(elapsed) < 1)
print(len(lines[1].split(":")[2].split()))
gc.collect(1)
note("a collection of generation 1")

gc.set_debug(gc.DEBUG_COLLECTABLE)
ring(Node, Slotted)
items = []
items.append(items)
del items
gc.collect()
note("collectable")


def counted():
    return [Node()]


counted()
gc.collect()
note("nothing collectable")

gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
ring(Node, Node)
gc.collect()
note("nothing is uncollectable")

gc.set_debug(gc.DEBUG_LEAK)
ring(Slotted, Slotted)
gc.collect()
note("a leak")
print(len(gc.garbage))
gc.set_debug(0)
gc.garbage.clear()
gc.collect()
note("silence")

gc.set_debug(gc.DEBUG_STATS | gc.DEBUG_COLLECTABLE)
ring(Node)
gc.collect()
note("both")
gc.set_debug(0)


def failing(phase, info):
    if phase == "stop":
        {}["nothing"]


gc.callbacks.append(failing)
gc.collect()
gc.callbacks[:] = [3]
gc.collect()
gc.callbacks.clear()
note("callbacks that fail")


class Failing:
    def __init__(self):
        self.me = self

    def __del__(self):
        raise ValueError("from a finalizer")


Failing()
print(gc.collect())
note("a finalizer that fails")


class Broken:
    def write(self, text):
        raise ValueError("no")


sys.stderr = Broken()
gc.set_debug(gc.DEBUG_STATS)
gc.collect()
gc.set_debug(0)
sys.stderr = None
Failing()
print(gc.collect())
sys.stderr = standard_error
print("done")
