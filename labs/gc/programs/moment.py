# At which moment a collection starts
import gc

import xray

LISTS = 60_000


def on_start(phase, info):
    if phase == "start":
        started.append(info["generation"])


started = []
gc.collect()
gc.callbacks.append(on_start)
rows = list(zip(map(list, [()] * LISTS), map(len, [started] * LISTS)))
after = len(started)
gc.callbacks.remove(on_start)

inside = rows[-1][1]
print("one call makes", LISTS, "lists, and as many tuples")
print("collections started before it returned:", inside)
print("collections after it:", after - inside)
xray.fact("inside", inside)
xray.fact("after", after - inside)
