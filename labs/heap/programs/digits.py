# An int is a row of digits
import ctypes
import sys

import xray


def digits(number, count):
    """The first digits of an int, read from its bytes."""
    data = ctypes.string_at(id(number) + 24, 4 * count)
    return [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4)]


small = 1000
large = 2**30
huge = 2**60 + 5
for number, count in ((small, 1), (large, 2), (huge, 3)):
    read = digits(number, count)
    value = sum(digit * 2 ** (30 * place) for place, digit in enumerate(read))
    print(number, "is", sys.getsizeof(number), "bytes, digits", read)
    print("    the digits make the value:", value == number)

field = int.from_bytes(ctypes.string_at(id(large) + 16, 8), "little")
print("the field before the digits of", large, "says", field)
xray.fact("before_digits", field)
print("-1000 has the same digits as 1000:", digits(-1000, 1) == digits(small, 1))
xray.fact("one_digit", sys.getsizeof(small))
xray.fact("two_digits", sys.getsizeof(large))
xray.fact("base", 2**30)
xray.bytes(huge)
