# Is there a head before the head?
import sys

import xray

smallest = sys.getsizeof(object())
print("an object without fields:", smallest, "bytes")
print("count and type pointer take:", 2 * 8)
print("left for two more pointers:", smallest - 2 * 8)
print("this Python traces references:", hasattr(sys, "getobjects"))
xray.fact("smallest", smallest)
xray.fact("extra", smallest - 2 * 8)
