# is compares addresses
import xray

two = 2
twenty = 20
one = 1
print("2 is 1 + 1:", two is one + one)
xray.fact("two_is_two", two is one + one)
print("from 2 to 20:", id(twenty) - id(two), "bytes")
xray.fact("distance", id(twenty) - id(two))

first = ["tea"]
second = ["tea"]
print("equal:", first == second, "identical:", first is second)
xray.fact("equal", first == second)
xray.fact("identical", first is second)

odd = float("nan")
print("nan equals itself:", odd == odd, "is itself:", odd is odd)
print("a list with it equals itself:", [odd] == [odd])
xray.fact("nan_equal", odd == odd)
xray.fact("nan_is", odd is odd)
xray.fact("nan_lists", [odd] == [odd])
