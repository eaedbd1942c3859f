# A collector in thirty lines of Python
import gc
import sys

import xray


def ring(*names):
    """Lists in a ring, each with its name and the next one."""
    lists = [[name] for name in names]
    for this, following in zip(lists, lists[1:] + lists[:1]):
        this.append(following)
    return lists


def counts(things):
    return [sys.getrefcount(thing) for thing in things]


def copy_counts(things):
    """The count of each by its id, without what looking at it adds."""
    ours = counts([[]])[0]
    pairs = zip(things, counts(things))
    return {id(thing): count - ours for thing, count in pairs}


def subtract_references(things, gc_refs):
    """Take away one for each reference that comes from one of the things."""
    for thing in things:
        for target in gc.get_referents(thing):
            if id(target) in gc_refs:
                gc_refs[id(target)] -= 1


def find_reachable(things, gc_refs):
    """The names of what is held from outside, and of what that leads to."""
    reached = [thing for thing in things if gc_refs[id(thing)] > 0]
    seen = {id(thing) for thing in reached}
    for thing in reached:
        for target in gc.get_referents(thing):
            if id(target) in gc_refs and id(target) not in seen:
                seen.add(id(target))
                reached.append(target)
    return [thing[0] for thing in reached]


gc.disable()
gc.collect()
things = ring("a", "b") + ring("x", "y", "z") + [["tail"]]
a, b, x, y, z, tail = things
z.append(tail)
x.append(b)
kept = b
del a, b, x, y, z, tail

gc_refs = copy_counts(things)
count = dict(gc_refs)
subtract_references(things, gc_refs)
for thing in things:
    print(thing[0], "count", count[id(thing)], "from outside", gc_refs[id(thing)])
    xray.fact(thing[0], gc_refs[id(thing)])
    xray.fact(thing[0] + "_count", count[id(thing)])
stay = find_reachable(things, gc_refs)
go = [thing[0] for thing in things if thing[0] not in stay]
print("stay:", stay)
print("go:", go)

del thing
things.clear()
found = gc.collect()
print("and the collector finds", found)
xray.fact("found", found)
