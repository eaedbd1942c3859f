# How often each generation is collected
import gc

import xray

OBJECTS = 200_000


def collections(work):
    """Collections of each generation while work runs."""
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    work()
    after = [generation["collections"] for generation in gc.get_stats()]
    return [later - earlier for earlier, later in zip(before, after)]


def kept_lists():
    return [[] for _ in range(OBJECTS)]


def short_lived_lists():
    for _ in range(OBJECTS):
        []


def kept_strings():
    return [str(number) for number in range(OBJECTS)]


print("thresholds:", gc.get_threshold())
xray.fact("thresholds", gc.get_threshold())
for work in (kept_lists, short_lived_lists, kept_strings):
    made = collections(work)
    print(work.__name__, made)
    xray.fact(work.__name__, sum(made))
    for generation, number in enumerate(made):
        xray.fact(work.__name__ + str(generation), number)
