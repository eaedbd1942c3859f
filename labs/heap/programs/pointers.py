# Ten items that are one integer
import ctypes
import sys

import xray


def word(address):
    return ctypes.c_ssize_t.from_address(address).value


row = [0] * 10
items = word(id(row) + 24)
slots = [word(items + 8 * index) for index in range(10)]
print("bytes of the list:", sys.getsizeof(row))
print("different pointers in its ten slots:", len(set(slots)))
print("they lead to the 0 that everybody uses:", slots[0] == id(0))
xray.fact("size", sys.getsizeof(row))
xray.fact("different", len(set(slots)))

a = 1
lst = [1, 2]
print("lst[0] is a:", lst[0] is a)
xray.fact("same_one", lst[0] is a)

grid = [[0] * 2] * 3
grid[0][0] = 9
print("three rows that are one list:", grid)
xray.fact("rows", len({id(line) for line in grid}))
xray.bytes(row)
