# Twelve survivors
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


def arenas_left(choose):
    """Of 12000 objects all die but those chosen. How many arenas more are held then?"""
    many = [thing() for _ in range(12_000)]
    survivors = choose(many)
    del many
    xray.arenas()
    return xray.arenas_held() - start


together = arenas_left(lambda many: many[:12])
print("twelve neighbours alive, arenas more:", together)
xray.fact("together", together)

spread = arenas_left(lambda many: many[::1000])
print("every thousandth alive, arenas more:", spread)
xray.fact("spread", spread)
