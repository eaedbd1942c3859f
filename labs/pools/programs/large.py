# Above 512 bytes
import xray

X = b"x"


def thing(length):
    return X * length


# Use up the pools that are free, and two of a new arena, so that every Python begins alike.
filler = []
held = xray.arenas_held()
while xray.arenas_held() == held:
    filler += [thing(479) for _ in range(31)]
filler += [thing(479) for _ in range(62)]

start = xray.arenas_held()
kept = [thing(480) for _ in range(10_000)]
large = xray.arenas_held() - start
print("10000 requests of 513 bytes, arenas more:", large)
xray.fact("large", large)

kept += [thing(479) for _ in range(10_000)]
small = xray.arenas_held() - start
print("10000 requests of 512 bytes, arenas more:", small)
xray.fact("small", small)
