# Exercise: the rule of growth
import sys

import xray


def answer(slots, length):
    """Return the slots of a list that grew to length by an append. Change this function.

    Before the append it had slots slots.
    """
    if length <= slots:
        return slots
    return 2 * length


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
