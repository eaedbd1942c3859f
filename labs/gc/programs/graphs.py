# Twenty random graphs: what is collected, and in what order it ends
import gc
import weakref

import xray


SEEDS = range(20)


class Random:
    """Numbers that are the same everywhere: a linear congruential generator."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state // 65536 % bound


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []


class Guarded(Node):
    """Tells when it ends, and some of them come back to life."""

    def __del__(self):
        log.append(f"del {self.name}")
        if self.name % 3 == 0:
            rescued.append(self)


class Slotted:
    __slots__ = ("left", "right", "__weakref__")


def suspended(name, held):
    try:
        yield held
    finally:
        log.append(f"close {name}")


def closure(held):
    def look():
        return held

    return look


def make(kind, name):
    if kind == 0:
        return Node(name)
    if kind == 1:
        return Guarded(name)
    if kind == 2:
        return Slotted()
    if kind == 3:
        return []
    if kind == 4:
        return {}
    if kind == 5:
        return closure([])
    generator = suspended(name, [])
    next(generator)
    return generator


def link(holder, key, target):
    """Let one object refer to another, in the way of its kind."""
    if isinstance(holder, Node):
        if key % 2:
            setattr(holder, f"x{key}", target)
        else:
            holder.links.append((target,))
    elif isinstance(holder, Slotted):
        if key % 2:
            holder.left = target
        else:
            holder.right = target
    elif isinstance(holder, list):
        holder.append(target)
    elif isinstance(holder, dict):
        holder[key] = target
    elif callable(holder):
        holder().append(target)
    else:
        holder.gi_frame.f_locals["held"].append(target)


def watch(name, target):
    return weakref.ref(target, lambda _: log.append(f"gone {name}"))


def collect(generation):
    found = gc.collect(generation)
    counts = gc.get_count()
    log.append(f"collect({generation}) {found} {counts}")


# ANCHOR: graph
def run(seed):
    random = Random(seed)
    count = 3 + random.below(12)
    objects = [make(random.below(7), name) for name in range(count)]
    watchers = []
    for _ in range(random.below(3 * count)):
        holder = random.below(count)
        link(objects[holder], random.below(10), objects[random.below(count)])
    for name in range(count):
        target = objects[name]
        if random.below(2) and not isinstance(target, (list, dict)):
            watcher = watch(name, target)
            if random.below(3):
                watchers.append(watcher)
            else:
                link(objects[random.below(count)], random.below(10), watcher)
    target = watcher = None
    for step in range(4 + random.below(8)):
        act = random.below(4)
        place = random.below(count)
        if act == 0:
            collect(random.below(3))
        elif act == 1 and objects[place] is not None and objects[step % count] is not None:
            link(objects[place], step, objects[step % count])
        else:
            objects[place] = None
    objects = None
    collect(2)
    rescued.clear()
    collect(2)
    log.append(f"watching {sum(watcher() is not None for watcher in watchers)}")
# ANCHOR_END: graph


gc.disable()
log = []
rescued = []
events = 0
for seed in SEEDS:
    gc.collect()
    run(seed)
    print(f"{seed}: {', '.join(log)}")
    events += len(log)
    log.clear()
    rescued.clear()
xray.fact("graphs", len(SEEDS))
xray.fact("events", events)
