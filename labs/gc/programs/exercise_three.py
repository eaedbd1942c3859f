# Exercise: three for the collector
import gc

import xray


class Part:
    __slots__ = ("other",)

    def __del__(self):
        dead.append("a part")


dead = []


def answer():
    """Make three parts that only the collector can free. Change this function."""
    first, second, third = Part(), Part(), Part()
    first.other = second
    second.other = third


# The check. Leave it as it is.
gc.collect()
gc.disable()
answer()
by_counting = len(dead)
dead.clear()
found = gc.collect()
by_collector = len(dead)

if by_counting:
    print("Not yet:", by_counting, "parts were freed by counting.")
    print("A chain has a first link that nobody holds.")
elif found != 3 or by_collector != 3:
    print("Not yet: collect() returned", found, "and finalized", by_collector, "parts.")
else:
    print("Solved: collect() returned 3, and nothing was freed by counting.")
xray.fact("solved", (by_counting, found, by_collector) == (0, 3, 3))
