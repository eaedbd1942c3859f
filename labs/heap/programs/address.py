# The number that id() returns
import ctypes

import xray

menu = ["tea"]
number = id(menu)
found = ctypes.cast(number, ctypes.py_object).value
print("the object at that number is the list:", found is menu)
xray.fact("found", found is menu)

for item in range(10_000):
    menu.append(item)
print("ten thousand items later the id is the same:", id(menu) == number)
xray.fact("same", id(menu) == number)
things = [menu, 1.5, "tea", 10**6]
print("every id is a multiple of 16:", all(id(thing) % 16 == 0 for thing in things))
