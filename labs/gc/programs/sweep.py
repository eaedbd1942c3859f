# One workload under seven thresholds
import gc

import xray

REQUESTS = 45_000


class Thing:
    __slots__ = ("other",)


class Meter:
    """Counts what the collections of a run visit and find."""

    def __init__(self):
        self.made = self.freed = self.most_garbage = 0
        self.visits = []

    def __call__(self, phase, info):
        if phase == "stop":
            self.freed += info["collected"]
            return
        self.look()
        visited = 0
        for generation in range(info["generation"] + 1):
            visited += len(gc.get_objects(generation))
        self.visits.append(visited)

    def look(self):
        self.most_garbage = max(self.most_garbage, self.made - self.freed)


def run(threshold):
    """One thing in five stays, the others are lost in pairs."""
    gc.collect()
    gc.set_threshold(threshold, 10, 10)
    meter = Meter()
    gc.callbacks.append(meter)
    table = []
    for request in range(REQUESTS):
        if request % 2:
            table.append(Thing())
        left, right = Thing(), Thing()
        left.other, right.other = right, left
        left = right = None
        meter.made += 2
    gc.set_threshold(0)
    meter.look()
    gc.callbacks.remove(meter)
    return meter


def figures(meter):
    """Rounded, so that what the measuring itself makes does not show."""
    visits = (max(meter.visits), sum(meter.visits))
    visits = [round(number, -3) for number in visits]
    return [len(meter.visits), *visits, round(meter.most_garbage, -2)]


THRESHOLDS = (100, 300, 700, 2000, 7000, 20_000, 70_000)
COLUMNS = ("pauses", "longest", "visited", "garbage")
gc.collect()
gc.freeze()
results = {threshold: figures(run(threshold)) for threshold in THRESHOLDS}
print("%9s%8s%9s%9s%9s" % ("threshold", *COLUMNS))
for threshold, row in results.items():
    print("%9d%8d%9d%9d%9d" % (threshold, *row))
    for column, number in zip(COLUMNS, row):
        xray.fact(column + "_" + str(threshold), number)

garbage = {threshold: row[3] for threshold, row in results.items()}
visited = {threshold: row[2] for threshold, row in results.items()}
xray.bars("Most garbage at one time, by threshold", garbage)
xray.bars("Objects visited in all, by threshold", visited)
