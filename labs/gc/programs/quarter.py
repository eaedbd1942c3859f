# The rule of a quarter
import gc

import xray

LISTS = 600_000


def on_start(phase, info):
    if phase == "start":
        started[info["generation"]] += 1
        if info["generation"] == 2:
            sizes.append(len(gc.get_objects()))


started = [0, 0, 0]
sizes = []
gc.collect()
gc.freeze()
gc.collect()
gc.callbacks.append(on_start)
kept = [[] for _ in range(LISTS)]
gc.callbacks.remove(on_start)

print("collections of each generation:", started)
for generation, number in enumerate(started):
    xray.fact("generation" + str(generation), number)
print("thousands of objects at each full one:", [size // 1000 for size in sizes])
growth = [later / earlier for earlier, later in zip(sizes, sizes[1:])]
print("growth since the one before:", ["%.2f" % factor for factor in growth])
xray.fact("least", "%.2f" % min(growth))
