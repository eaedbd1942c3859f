# What an object keeps and tells, from version to version
import sys

import xray


class Guest:
    pass


def greet(name: str):
    pass


def said(action, *given):
    """What is said of an attribute that cannot be stored or deleted."""
    try:
        action(*given)
    except AttributeError as error:
        return str(error)


for left in 3, 0:
    places = list(range(100))
    while len(places) > left:
        del places[-1]
    print("bytes of a list of a hundred after del left", str(left) + ":", sys.getsizeof(places))
    xray.fact(f"list_deleted_to_{left}", sys.getsizeof(places))

copied = "__annotations__" in vars(staticmethod(greet))
print("a staticmethod holds its function's annotations:", copied)
xray.fact("annotations_copied", copied)

storing = said(setattr, object(), "name", "Ann")
print("told that there is no dict to store in:", "__dict__" in storing)
xray.fact("told_of_dict", "__dict__" in storing)

deleting = said(delattr, Guest(), "name")
print("told the class that lacks the name to delete:", "Guest" in deleting)
xray.fact("told_of_class", "Guest" in deleting)
