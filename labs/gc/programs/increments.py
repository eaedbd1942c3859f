# The same garbage under generations and under increments
import gc

import xray


class Node:
    pass


def lose_a_ring():
    a, b = Node(), Node()
    a.other, b.other = b, a


def note(phase, info):
    global started, successful, most_waiting, found
    if phase == "start":
        started += 1
        most_waiting = max(most_waiting, lost - found)
    elif info["collected"]:
        successful += 1
        found += info["collected"]


started = successful = most_waiting = found = lost = 0
living = [[] for _ in range(100_000)]
gc.collect()
gc.callbacks.append(note)
for _ in range(100_000):
    lose_a_ring()
    lost += 2
gc.callbacks.remove(note)

print("thresholds:", gc.get_threshold())
print("collections that started by themselves:", started)
print("those that found something:", successful)
thousands = -(-most_waiting // 1000)
print("lost nodes that waited, in thousands, at most:", thousands)
print("lost nodes left for gc.collect():", gc.collect())
xray.fact("started", started)
xray.fact("successful", successful)
xray.fact("thousands", thousands)
xray.fact("left", lost - found)
