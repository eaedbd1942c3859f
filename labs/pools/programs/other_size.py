# A hole of the wrong size
import xray

X = b"x"


def thing(length):
    return X * length


kept = [thing(450) for _ in range(3)]
old = thing(450)
address = id(old)
del old

larger = thing(464)
smaller = thing(447)
same = thing(448)
print("a request of 497 bytes:", id(larger) == address)
print("a request of 480 bytes:", id(smaller) == address)
print("a request of 481 bytes:", id(same) == address)
xray.fact("larger", id(larger) == address)
xray.fact("smaller", id(smaller) == address)
xray.fact("same", id(same) == address)
