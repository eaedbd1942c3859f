# Which blocks did that take?
import xray


def blocks_of(make):
    """The blocks that such an object takes, as {bytes of a block: how many}: counted over a hundred."""
    things = [None] * 100
    xray.count_blocks()
    for place in range(100):
        things[place] = make(place)
    return {size: blocks // 100 for size, blocks in xray.new_blocks().items() if blocks >= 100}


for name, make in {
    "a float": lambda n: n + 0.5,
    "an int": lambda n: n + 1000,
    "a larger int": lambda n: n + 10**20,
    "an empty list": lambda n: [],
    "a list of one": lambda n: [n],
    "a list of five": lambda n: [n, n, n, n, n],
    "an empty dict": lambda n: {},
    "a dict of one": lambda n: {n: n},
    "a set of one": lambda n: {n},
}.items():
    blocks = blocks_of(make)
    print(name, blocks)
    xray.fact(name.replace(" ", "_"), ", ".join([str(size) for size in blocks]))
