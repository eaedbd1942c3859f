# How many fit
import xray

X = b"x"


def most_in_a_pool(make):
    """How many of 5000 objects the pool with most of them has."""
    counts = {}
    for thing in [make() for _ in range(5000)]:
        pool = id(thing) // 16384
        counts[pool] = counts.get(pool, 0) + 1
    return max(counts.values())


def text(length):
    return X * length


for size, make in {
    16: object,
    48: lambda: text(12),
    256: lambda: text(220),
    512: lambda: text(479),
}.items():
    print("blocks of", size, "in a pool:", most_in_a_pool(make))
    xray.fact("blocks_" + str(size), most_in_a_pool(make))
