# Arenas are taken
import xray

X = b"x"


def thing():
    """A request of 453 bytes, for which a block of 464 is given."""
    return X * 420


# Use up the pools that are free, and two of a new arena, so that every Python begins alike.
filler = []
held = xray.arenas_held()
while xray.arenas_held() == held:
    filler += [thing() for _ in range(35)]
filler += [thing() for _ in range(70)]

start = xray.arenas_held()
xray.arenas()
kept = [thing() for _ in range(12_000)]
xray.arenas()
print("arenas more:", xray.arenas_held() - start)
xray.fact("more", xray.arenas_held() - start)
