# A pool fills
import xray

X = b"x"


def thing():
    """A request of 453 bytes, for which a block of 464 is given."""
    return X * 420


kept = [thing() for _ in range(40)]
xray.pools(464)
kept += [thing() for _ in range(50)]
xray.pools(464)

pools = {}
for new in kept:
    pool = id(new) // 16384
    pools[pool] = pools.get(pool, 0) + 1
print("objects in the fullest pool:", max(pools.values()))
xray.fact("fullest", max(pools.values()))
