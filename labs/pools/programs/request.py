# What a request gets
import sys

import xray

X = b"x"


def spacing(make):
    """The least distance between the addresses of many such objects: the size of their blocks."""
    things = [make() for _ in range(2000)]
    addresses = sorted([id(thing) for thing in things])
    return min([b - a for a, b in zip(addresses, addresses[1:])])


def text(length):
    return X * length


requests = {
    "object()": object,
    "a float": lambda: float("1.5"),
    "an int": lambda: int("1000"),
    "a larger int": lambda: int("1" + "0" * 20),
    "15 bytes": lambda: text(15),
    "16 bytes": lambda: text(16),
    "31 bytes": lambda: text(31),
    "32 bytes": lambda: text(32),
    "479 bytes": lambda: text(479),
}
for name, make in requests.items():
    asked, given = sys.getsizeof(make()), spacing(make)
    print(name, "asks for", asked, "and gets", given)
    xray.fact(name.replace(" ", "_"), given)
