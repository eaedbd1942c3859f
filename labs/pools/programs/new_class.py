# An empty pool serves another size
import xray

X = b"x"


def pools_of(things):
    return {id(thing) // 16384 for thing in things}


wide = [X * 420 for _ in range(1000)]
pools_before = pools_of(wide)
del wide
xray.arenas()

narrow = [X * 60 for _ in range(5000)]
taken_over = pools_before & pools_of(narrow)
print("a pool of wide blocks has become one of narrow blocks:", len(taken_over) > 0)
print("most of them have:", 2 * len(taken_over) > len(pools_before))
xray.fact("most", 2 * len(taken_over) > len(pools_before))
xray.arenas()
