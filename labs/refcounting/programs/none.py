# After d1 = None, whose count is it?
import sys

import xray

d1 = {"name": "first"}
keep = d1
print("the dict, two names:", sys.getrefcount(keep))

d1 = None
print("the dict, one name:", sys.getrefcount(keep))
print("d1 is the None object:", d1 is None)
print("same count as None itself:", sys.getrefcount(d1) == sys.getrefcount(None))

xray.fact("dict_count", sys.getrefcount(keep))
xray.fact("same_as_none", sys.getrefcount(d1) == sys.getrefcount(None))
