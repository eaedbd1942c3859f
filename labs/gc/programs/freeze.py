# Setting the start-up aside
import gc

import xray


def visited_by_a_full_collection():
    before = sum([len(gc.get_objects(generation)) for generation in range(3)])
    gc.collect()
    return before


gc.disable()
settings = [{"name": [number]} for number in range(10_000)]
gc.collect()
usual = visited_by_a_full_collection()
print("a full collection looks at 20000 objects and more:", usual > 20_000)

gc.freeze()
print("frozen, more than 20000:", gc.get_freeze_count() > 20_000)
frozen = visited_by_a_full_collection()
print("a full collection looks at fewer than a hundred:", frozen < 100)
xray.fact("usual", usual > 20_000)
xray.fact("few", frozen < 100)
xray.generations()

del settings
print("they die by counting all the same:", gc.get_freeze_count() < 20_000)
gc.unfreeze()
print("frozen after unfreeze():", gc.get_freeze_count())
xray.fact("unfrozen", gc.get_freeze_count())
