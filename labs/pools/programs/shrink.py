# Everything dies
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
many = [thing() for _ in range(12_000)]
full = xray.arenas_held() - start
print("all alive, arenas more:", full)
xray.fact("full", full)

del many
left = xray.arenas_held() - start
print("all dead, arenas more:", left)
xray.fact("left", left)
xray.arenas()
