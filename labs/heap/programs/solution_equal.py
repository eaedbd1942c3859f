# Solution: equal, but larger
import sys

import xray


def answer():
    """A display has the slots that it needs; the first append asks for four."""
    grown = []
    grown.append("tea")
    return ["tea"], grown


# The check. Leave it as it is.
small, large = answer()
more = sys.getsizeof(large) - sys.getsizeof(small)

if small != large or len(small) != 1:
    print("Not yet: the lists are", small, "and", large)
elif more != 24:
    print("Not yet: the second list is", more, "bytes larger and the task asks for 24.")
    print("Three slots are 24 bytes. When does a list have slots to spare?")
else:
    print("Solved: equal lists, and the second has three slots to spare.")
xray.fact("more", more)
xray.fact("solved", small == large and len(small) == 1 and more == 24)
