# Graphs of objects, and the time that a collector takes with them.
#
# Every interpreter gets this text with one more line, a call of `measure`. Nodes have two references, `left` and
# `right`. All times are nanoseconds an object, in which the thread had the processor.
import gc
import time


class Slots:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


class Plain:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def new_list(left, right):
    return [left, right]


def new_dict(left, right):
    return {"left": left, "right": right}


def link_attributes(node, left, right):
    node.left = left
    node.right = right


def link_list(node, left, right):
    node[0] = left
    node[1] = right


def link_dict(node, left, right):
    node["left"] = left
    node["right"] = right


KINDS = {
    "slots": (Slots, link_attributes),
    "class": (Plain, link_attributes),
    "list": (new_list, link_list),
    "dict": (new_dict, link_dict),
}


def unlinked(kind, count):
    new = KINDS[kind][0]
    return [new(None, None) for _ in range(count)]


def rings(size):
    # Each node refers to its neighbours, so that a ring of two is a parent and its child.
    def build(kind, count):
        link = KINDS[kind][1]
        nodes = unlinked(kind, count)
        for start in range(0, count, size):
            for place in range(size):
                left = nodes[start + (place - 1) % size]
                right = nodes[start + (place + 1) % size]
                link(nodes[start + place], left, right)

    return build


def link_tree(kind, nodes):
    link = KINDS[kind][1]
    count = len(nodes)
    for place in range((count - 1) // 2):
        link(nodes[place], nodes[2 * place + 1], nodes[2 * place + 2])
    return nodes[0]


def tree(kind, count):
    return link_tree(kind, unlinked(kind, count))


def shuffled_tree(kind, count):
    # The first collection puts the objects in the order in which it reaches them, whatever their addresses are.
    nodes = unlinked(kind, count)
    places = numbers()
    for place in range(count - 1, 0, -1):
        other = next(places) % (place + 1)
        nodes[place], nodes[other] = nodes[other], nodes[place]
    return link_tree(kind, nodes)


def linked_list(kind, count):
    link = KINDS[kind][1]
    nodes = unlinked(kind, count)
    for place in range(count - 1):
        link(nodes[place], nodes[place + 1], None)
    return nodes[0]


def random_graph(kind, count):
    link = KINDS[kind][1]
    nodes = unlinked(kind, count)
    others = numbers()
    for node in nodes:
        link(node, nodes[next(others) % count], nodes[next(others) % count])
    return nodes


def numbers():
    # A congruential generator (Knuth's MMIX), its upper bits: the same numbers everywhere.
    state = 1
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield state >> 33


def time_garbage(build, kind, count):
    # What a collection takes that frees all of the graph.
    build(kind, count)
    start = time.thread_time_ns()
    found = gc.collect()
    end = time.thread_time_ns()
    if found < count:
        raise RuntimeError(f"only {found} of {count} objects were collected")
    return end - start


def time_live(build, kind, count, repeats):
    # What a collection takes that frees nothing. The first one is not timed: it puts the objects in their final order.
    graph = build(kind, count)
    gc.collect()
    times = []
    for _ in range(repeats):
        start = time.thread_time_ns()
        found = gc.collect()
        end = time.thread_time_ns()
        if found > 0:
            raise RuntimeError(f"{found} objects were collected")
        times.append(end - start)
    del graph
    return times


def time_building(build, kind, count, collects):
    # What building takes, with automatic collections or without.
    if collects:
        gc.enable()
    start = time.thread_time_ns()
    graph = build(kind, count)
    end = time.thread_time_ns()
    gc.disable()
    del graph
    return end - start


def measure(what, build, kind, count, repeats):
    gc.disable()
    # What the interpreter has for itself is not looked at.
    gc.collect()
    gc.freeze()
    if what == "live":
        times = time_live(build, kind, count, repeats)
    elif what == "garbage":
        times = [time_garbage(build, kind, count) for _ in range(repeats)]
    else:
        times = [time_building(build, kind, count, what == "collecting") for _ in range(repeats)]
    print([nanoseconds / count for nanoseconds in times])
