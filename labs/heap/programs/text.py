# A string is as wide as its widest character
import ctypes
import sys

import xray


def tail(string, width):
    """The bytes of the characters, without the zero at the end."""
    size = sys.getsizeof(string)
    start = id(string) + size - width * (len(string) + 1)
    return ctypes.string_at(start, width * len(string))


for string, width in (("tea!", 1), ("thé!", 1), ("tea€", 2), ("tea🍵", 4)):
    print(f"{string}, {width} to a character:", tail(string, width).hex(" "))

xray.fact("empty", sys.getsizeof(""))
xray.fact("ascii", sys.getsizeof("a" * 100))
xray.fact("one_euro_in_a_hundred", sys.getsizeof("a" * 99 + "€"))
print("100 letters a:", sys.getsizeof("a" * 100), "bytes")
print("99 of them and a euro sign:", sys.getsizeof("a" * 99 + "€"), "bytes")
xray.bytes("tea!")
