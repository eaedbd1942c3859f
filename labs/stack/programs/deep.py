# A higher limit
import sys

import xray


def count(number):
    return 1 + count(number - 1) if number else 0


sys.setrecursionlimit(30_000)
print("calls, one inside another:", count(20_000))
xray.fact("calls", 20_000)
