# Places in the table of small ints
import xray

x = 10
y = 10
z = y
print("x, y and z have one id:", id(x) == id(y) == id(z))
x = x + 1
print("from 10 to 11:", id(x) - id(y), "bytes")

two = 2
twenty = 20
print("from 2 to 10:", id(y) - id(two), "bytes")
print("from 2 to 20:", id(twenty) - id(two), "bytes")
xray.fact("next", id(x) - id(y))
xray.fact("two_to_ten", id(y) - id(two))
xray.fact("two_to_twenty", id(twenty) - id(two))

steps = {id(number + 1) - id(number) for number in range(-5, 256)}
print("the steps from each to the next, from -5 to 256:", steps)
xray.fact("steps", steps)
