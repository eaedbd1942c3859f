# gc.callbacks: what they are told, in which order, and what they may do.
import gc

gc.disable()
gc.collect()
seen = []


class Node:
    pass


def ring(size=2):
    nodes = [Node() for _ in range(size)]
    for place, node in enumerate(nodes):
        node.next = nodes[place - 1]


def first(phase, info):
    seen.append(("first", phase, dict(info), list(info), type(info)))


def second(phase, info):
    seen.append(("second", phase, dict(info)))


def show():
    for entry in seen:
        print("  ", entry)
    seen.clear()


print("two callbacks")
gc.callbacks.append(first)
gc.callbacks.append(second)
ring(3)
print(gc.collect())
show()
print(gc.collect(0), gc.collect(1))
show()

print("refused collections tell nobody")
try:
    gc.collect(7)
except ValueError as error:
    print(error)
show()

print("one dict for all, one a phase")
gc.callbacks[:] = []
dicts = []


def writes(phase, info):
    info["note"] = phase
    dicts.append(info)


def reads(phase, info):
    seen.append((phase, info["note"], info is dicts[-1]))


gc.callbacks.extend([writes, reads])
gc.collect()
show()
print(dicts[0] is dicts[1], len(dicts))

print("what raises is reported, and the next is called")


def raises(phase, info):
    raise RuntimeError(phase)


gc.callbacks[:] = [raises, second]
ring()
print(gc.collect())
show()

print("no callable")
gc.callbacks[:] = ["text", second]
print(gc.collect())
show()

print("a callback takes itself out")


def once(phase, info):
    seen.append(("once", phase))
    gc.callbacks.remove(once)


gc.callbacks[:] = [once, second]
gc.collect()
show()

print("a callback adds one")


def adds(phase, info):
    seen.append(("adds", phase))
    if phase == "start":
        gc.callbacks.append(second)


gc.callbacks[:] = [adds]
gc.collect()
show()

print("a callback collects: nothing, for a collection is under way")


def collects(phase, info):
    seen.append((phase, gc.collect()))


gc.callbacks[:] = [collects]
ring()
print(gc.collect())
show()

print("a callback makes garbage")


def litters(phase, info):
    ring()
    seen.append((phase, info["collected"]))


gc.callbacks[:] = [litters]
gc.collect()
gc.callbacks[:] = []
show()
print(gc.collect())

print("the order of callbacks, finalizers")


class Loud:
    def __del__(self):
        seen.append("finalizer")


def third(phase, info):
    seen.append(phase)


gc.callbacks[:] = [third]
loud = Loud()
loud.me = loud
del loud
gc.collect()
show()

print("bound methods, classes, instances")


class Listener:
    def __init__(self, *told):
        if told:
            seen.append(("class", told[0]))

    def hear(self, phase, info):
        seen.append(("method", phase))

    def __call__(self, phase, info):
        seen.append(("instance", phase))


listener = Listener()
gc.callbacks[:] = [listener.hear, Listener, listener]
gc.collect()
show()

print("another list under that name is not asked")
original = gc.callbacks
gc.callbacks = [second]
original[:] = [third]
gc.collect()
show()
gc.callbacks = original

print("automatic collections tell too")
gc.callbacks[:] = [lambda phase, info: seen.append((phase, info["generation"]))]
gc.enable()
gc.collect()
seen.clear()
gc.set_threshold(50, 2, 1000)
kept = [[] for _ in range(500)]
gc.callbacks[:] = []
gc.set_threshold(700, 10, 10)
print(seen)
