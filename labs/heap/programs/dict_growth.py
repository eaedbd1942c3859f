# A dict grows by tables
import sys

import xray

keyed = {}
size = sys.getsizeof(keyed)
print("no entry:", size, "bytes")
steps = []
for number in range(1, 100):
    keyed[number] = None
    if sys.getsizeof(keyed) != size:
        size = sys.getsizeof(keyed)
        steps.append(number)
        print("entry", number, "needs a larger table:", size, "bytes")
xray.fact("steps", ", ".join(str(step) for step in steps))

named = {"n" + str(number): None for number in range(5)}
numbered = dict.fromkeys(range(5))
print("five entries with strings as keys:", sys.getsizeof(named))
print("five entries with numbers as keys:", sys.getsizeof(numbered))
xray.fact("named", sys.getsizeof(named))
xray.fact("numbered", sys.getsizeof(numbered))

before = sys.getsizeof(keyed)
for number in range(1, 100):
    del keyed[number]
print("all entries deleted, the table is as it was:", sys.getsizeof(keyed) == before)
xray.fact("after_deletes", sys.getsizeof(keyed))
keyed.clear()
print("cleared:", sys.getsizeof(keyed), "bytes")
xray.fact("cleared", sys.getsizeof(keyed))
