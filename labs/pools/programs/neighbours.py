# One pool for every type of that size
import xray


def make_int(number):
    return 10**140 + number


def make_bytes(number):
    return bytes([65 + number % 26]) * 50


def make_str(number):
    return "tea" * 14 + str(number % 9000 + 1000)


# Three kinds of object by turns, enough of them to fill several pools.
mixed = []
for number in range(300):
    mixed += [make_int(number), make_bytes(number), make_str(number)]

kinds = {}
for thing in mixed:
    kinds.setdefault(id(thing) // 16384, set()).add(type(thing).__name__)
widest = sorted(max(kinds.values(), key=len))
print("side by side in one pool:", ", ".join(widest))
xray.fact("types", ", ".join(widest))

# And in one block, one after the other.
large = make_int(1)
address = id(large)
del large
data = make_bytes(1)
print("bytes stand where the int stood:", id(data) == address)
xray.fact("reused", id(data) == address)
