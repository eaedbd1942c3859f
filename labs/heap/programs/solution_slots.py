# Solution: the rule of growth
import sys

import xray


def answer(slots, length):
    """An eighth more than the length, and six, down to a multiple of four."""
    if length <= slots:
        return slots
    return (length + length // 8 + 6) // 4 * 4


# The check. Leave it as it is: it appends to a real list and compares.
items = []
expected = 0
wrong = None
for length in range(1, 2001):
    items.append(None)
    expected = answer(expected, length)
    slots = (sys.getsizeof(items) - sys.getsizeof([])) // 8
    if expected != slots:
        wrong = length
        break

if wrong is None:
    print("Solved: 2000 appends, and the slots are as you said each time.")
else:
    print("Not yet: at length", wrong, "the list has", slots, "slots. You said", expected)
    print("Look at the steps of the page again: how many slots more than the length?")
xray.fact("wrong_at", wrong)
xray.fact("solved", wrong is None)
