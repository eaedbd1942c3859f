# Five ways to schedule the collector
import gc

import xray

TICKS = 2000


class Thing:
    __slots__ = ("other",)


# ANCHOR: requests
def arriving(tick):
    """Requests of a tick: of ten ticks two are quiet."""
    if tick % 10 >= 8:
        return 0
    return 60 if tick % 100 < 50 else 20


def serve(requests, table, meter):
    """A request keeps one thing, and leaves two that hold each other."""
    for _ in range(requests):
        table.append(Thing())
        left, right = Thing(), Thing()
        left.other, right.other = right, left
        left = right = None
        meter.made += 2
# ANCHOR_END: requests


class Meter:
    """Counts what the collections of a run visit and find."""

    def __init__(self):
        self.made = self.freed = self.visited = self.pauses = 0
        self.most_garbage = self.longest = self.longest_at_work = 0
        self.at_work = False

    def __call__(self, phase, info):
        if phase == "stop":
            self.freed += info["collected"]
            return
        self.look()
        visited = 0
        for generation in range(info["generation"] + 1):
            visited += len(gc.get_objects(generation))
        self.pauses += 1
        self.visited += visited
        self.longest = max(self.longest, visited)
        if self.at_work:
            self.longest_at_work = max(self.longest_at_work, visited)

    def look(self):
        self.most_garbage = max(self.most_garbage, self.made - self.freed)

    def figures(self):
        """Rounded, so that what the measuring itself makes does not show."""
        visits = (self.longest, self.longest_at_work, self.visited)
        visits = [round(figure, -3) for figure in visits]
        return [self.pauses, round(self.most_garbage, -2), *visits]


# ANCHOR: schedules
def run(threshold, schedule):
    """Serve every tick; before each, the schedule may collect."""
    gc.collect()
    gc.set_threshold(threshold, 10, 10)
    meter = Meter()
    gc.callbacks.append(meter)
    table = []
    for tick in range(TICKS):
        meter.at_work = arriving(tick) > 0
        schedule(tick)
        serve(arriving(tick), table, meter)
    gc.set_threshold(0)
    meter.look()
    gc.callbacks.remove(meter)
    return meter.figures()


def never(tick):
    pass


def every_50_ticks(tick):
    if tick % 50 == 0:
        gc.collect()


def when_idle(tick):
    if tick % 10 == 8:
        gc.collect()


def when_idle_young(tick):
    if tick % 10 == 8:
        gc.collect(0)
    if tick % 1000 == 999:
        gc.collect()


gc.collect()
gc.freeze()
policies = {
    "never": run(0, never),
    "automatic": run(700, never),
    "every 50 ticks": run(0, every_50_ticks),
    "when idle": run(0, when_idle),
    "when idle, young": run(0, when_idle_young),
}
# ANCHOR_END: schedules

COLUMNS = ("pauses", "garbage", "longest", "at work", "visited")
print("%-17s%7s%9s%9s%9s%10s" % ("policy", *COLUMNS))
for name, figures in policies.items():
    print("%-17s%7d%9d%9d%9d%10d" % (name, *figures))
    policy = name.replace(" ", "_").replace(",", "")
    for column, figure in zip(COLUMNS, figures):
        xray.fact(column.replace(" ", "_") + "_" + policy, figure)
