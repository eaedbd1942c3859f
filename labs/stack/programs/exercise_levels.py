# Exercise: fifty thousand levels
import xray


def answer(nested):
    """The sum of the numbers in lists in lists. Change this function."""
    return sum(part if isinstance(part, int) else answer(part) for part in nested)


# The check. Leave it as it is.
nested = [1]
for _ in range(50_000):
    nested = [1, nested, 1]
try:
    total = answer(nested)
except RecursionError:
    total = None

if total is None:
    print("Not yet: a call a level is too many calls.")
    print("What waits can also wait in a list on the heap.")
elif total != 100_001:
    print("Not yet: the sum is", total, "and should be 100001.")
else:
    print("Solved: 50000 levels below the limit of 1000 calls.")
xray.fact("solved", total == 100_001)
