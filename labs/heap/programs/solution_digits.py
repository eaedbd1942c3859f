# Solution: an int from its bytes
import ctypes

import xray


def answer(read_digit, count):
    """The digit at each place counts for 2**30 of the place below."""
    return sum(read_digit(place) << 30 * place for place in range(count))


# The check. Leave it as it is.
def value_in_memory(number):
    def read_digit(place):
        return ctypes.c_uint32.from_address(id(number) + 24 + 4 * place).value

    return answer(read_digit, (number.bit_length() + 29) // 30)


numbers = [1, 1000, 2**30 - 1, 2**30, 2**45 + 7, 2**60, 10**30, 3**200]
wrong = [number for number in numbers if value_in_memory(number) != number]

if not wrong:
    print("Solved: all", len(numbers), "values are right.")
else:
    print("Not yet:", len(wrong), "of", len(numbers), "values are wrong.")
    print("The first of them is", wrong[0], "and the answer was", value_in_memory(wrong[0]))
xray.fact("wrong", len(wrong))
xray.fact("solved", not wrong)
