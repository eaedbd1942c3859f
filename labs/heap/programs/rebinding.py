# Four lines about ten
import xray

x = 10
y = 10
z = y
print("x, y and z have one id:", id(x) == id(y) == id(z))
xray.fact("ids", len({id(x), id(y), id(z)}))

x = x + 1
print("after x = x + 1, y is still", y)
print("x has moved by", id(x) - id(y), "bytes")
xray.fact("y", y)
xray.fact("moved", id(x) - id(y))
