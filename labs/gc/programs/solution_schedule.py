# Solution: collect in time, and only when idle
import gc

import xray

TICKS = 1000


class Thing:
    __slots__ = ("other",)


def schedule(tick, requests, garbage):
    """The young generation, in each quiet spell: what is lost there is new."""
    if requests == 0 and garbage > 0:
        gc.collect(0)


# The check. Leave it as it is.
def arriving(tick):
    return 0 if tick % 10 >= 8 else 30


def on_collection(phase, info):
    if phase == "start":
        younger = range(info["generation"] + 1)
        visits.append(sum([len(gc.get_objects(number)) for number in younger]))
        at_work.append(requests > 0)


def found():
    return sum([figures["collected"] for figures in gc.get_stats()])


visits = []
at_work = []
table = [Thing() for _ in range(5000)]
gc.collect()
gc.freeze()
gc.disable()
gc.callbacks.append(on_collection)
garbage = most = 0
for tick in range(TICKS):
    requests = arriving(tick)
    before = found()
    schedule(tick, requests, garbage)
    garbage -= found() - before
    for _ in range(requests):
        left, right = Thing(), Thing()
        left.other, right.other = right, left
        table.append(Thing())
        garbage += 2
    left = right = None
    most = max(most, garbage)
gc.callbacks.remove(on_collection)

work = sum(visits) // 10_000
print("most garbage:", most, "and the limit is 500")
print("collections while requests waited:", sum(at_work), "and the limit is 0")
print("objects visited, in ten thousands:", work, "and the limit is 20")
solved = most <= 500 and not any(at_work) and work <= 20
if solved:
    print("Solved: little garbage, little work, and no request waits.")
else:
    print("Not yet: one of the three is over its limit.")
xray.fact("solved", solved)
