# A ring that is held, and a ring that is not
import gc

gc.disable()
gc.collect()
kept = []
kept.append([kept])
lost = []
lost.append([lost])
lost.append(kept)
del lost
print("found unreachable:", gc.collect(0))
print("the other ring is there:", kept[0][0] is kept)
