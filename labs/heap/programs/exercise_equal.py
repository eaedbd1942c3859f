# Exercise: equal, but larger
import sys

import xray


def answer():
    """Return two equal lists of one item, the second 24 bytes larger. Change this."""
    return ["tea"], ["tea"]


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
