# What the compiler computes in advance
import xray


def product():
    return 60 * 60 * 24


def power():
    return 2**60


def huge():
    return 2**200


def text():
    return "na" * 8


def long_text():
    return "na" * 5000


def pair():
    return (1, 2) + (3, 4)


def items():
    return [1, 2]


for function in product, power, huge, text, long_text, pair, items:
    same = function() is function()
    print(function.__name__, "gives one object in two calls:", same)
    xray.fact(function.__name__, same)
