# Solution: two readers, one word
import sys

import xray


def answer(parts):
    """The table of interned strings knows."""
    return sys.intern("".join(parts))


# The check. Leave it as it is.
first = answer(["or", "chard"])
second = answer(["orc", "hard"])

if first != "orchard" or second != "orchard":
    print("Not yet: both calls must give the word orchard.")
elif first is not second:
    print("Not yet: two equal words, and two objects.")
    print("Each call makes a string. Who could know that there is one already?")
else:
    print("Solved: two calls with different parts give one object.")
xray.fact("solved", first == "orchard" and first is second)
