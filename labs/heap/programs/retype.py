# A name changes its object, not its type
import xray

x = 1
y = x
x = 2.0
print("y leads to", y, "which is an", type(y).__name__)
print("x leads to", x, "which is a", type(x).__name__)
print("they are two objects:", x is not y)
xray.fact("y", y)
xray.fact("x", x)
